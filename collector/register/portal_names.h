// What the national portal calls the numbers that are taken from its trees.
#pragma once

#include <array>
#include <string_view>

namespace congto::registers {

struct PortalName {
    std::string_view portal;
    std::string_view ours; // reported_count.h
};

// onlineDossierCount counts services that had a dossier, not dossiers.
inline constexpr std::array<PortalName, 19> kPortalCounts{{
    {"totalReceived", "received"},
    {"totalOnTime", "on_time"},
    {"totalOverdue", "overdue"},
    {"totalCompleted", "completed"},
    {"channelOnlineSum", "online"},
    {"channelDirectSum", "at_counter"},
    {"channelPostalSum", "by_post"},
    {"channelTotalSum", "channel_total"},
    {"onlineOnTimeSum", "online_on_time"},
    {"onlineOverdueSum", "online_overdue"},
    {"totalDossierOnlinePaymentSuccess", "paid_online"},
    {"totalDossierFinancialObligation", "fee_dossiers"},
    {"authorityCount", "procedures"},
    {"fullCount", "procedures_full"},
    {"partialCount", "procedures_partial"},
    {"onlineServiceTotal", "services"},
    {"onlineDossierCount", "services_in_use"},
    {"totalFeeFormality", "fee_procedures"},
    {"totalDossierOnlineFormalityPaymentSuccess", "fee_procedures_paid_online"},
}};

// Metrics: the numerator is the count of the name, the denominator the one with _of behind it.
inline constexpr std::array<PortalName, 3> kPortalMetrics{{
    {"ORIGINAL_RESULT_AVAILABLE", "result_electronic"},
    {"SO_HOA_GIAY_TO_GIAI_QUYET", "digitised"},
    {"DOSSIER_SYNC", "synchronised"},
}};

// What says which department it is, or how deep: no figure is lost with it.
inline constexpr std::array<std::string_view, 7> kPortalLabels{
    "departmentId", "departmentName", "departmentType", "departmentLevel", "agencyLevel", "level",
    "stt",
};

} // namespace congto::registers
