#include "tests/province/opencps.h"

#include <stdexcept>

namespace congto::province::opencps {

std::vector<Table> tables(Engine engine)
{
    const auto word = [](std::string name, int width = 75) {
        return Column{std::move(name), Type::varchar, width};
    };
    const auto time = [](std::string name, bool required = false) {
        return Column{std::move(name), Type::time, 0, required};
    };
    const auto integer = [](std::string name) { return Column{std::move(name), Type::integer}; };
    const auto big = [](std::string name) { return Column{std::move(name)}; };
    // InnoDB appends the primary key to an index by itself.
    const std::string by_status = engine == Engine::mysql
                                      ? "dossierStatus, modifiedDate"
                                      : "dossierStatus, modifiedDate, dossierId";
    return {{"opencps_dossier",
             {big("dossierId"),         big("groupId"),
              word("govAgencyCode"),    word("dossierNo"),
              word("referenceUid"),     word("serviceCode", 128),
              integer("serviceLevel"),  Column{"online_", Type::boolean},
              integer("fromViaPostal"), integer("viaPostal"),
              integer("systemId"),      big("userId"),
              integer("originality"),   big("dossierActionId"),
              word("originDossierNo"),  word("dossierStatus"),
              word("dossierSubStatus"), time("submitDate"),
              time("receiveDate"),      time("dueDate"),
              time("extendDate"),       time("releaseDate"),
              time("finishDate"),       time("cancellingDate"),
              time("correcttingDate"),  time("modifiedDate", true),
              time("createDate", true), word("applicantName", 255),
              word("applicantIdNo")},
             {by_status, "createDate", "receiveDate"}},
            {"opencps_paymentfile",
             {big("paymentFileId"), big("dossierId"), big("feeAmount"), big("paymentAmount"),
              integer("paymentStatus"), word("paymentMethod"), Column{"confirmPayload", Type::text},
              Column{"epaymentProfile", Type::text}, time("modifiedDate")},
             {"dossierId"}},
            {"opencps_dossierfile",
             {big("dossierFileId"), big("dossierId"), integer("dossierPartType"),
              Column{"removed", Type::boolean}, big("fileEntryId"), time("modifiedDate")},
             {"dossierId"}},
            {"opencps_serviceinfomapping",
             {big("serviceInfoMappingId"), big("groupId"), word("serviceCode", 128),
              word("serviceCodeDVCQG", 128)},
             {"serviceCode"}},
            {"opencps_employee",
             {big("employeeId"), big("groupId"), big("mappingUserId")},
             {"mappingUserId"}}};
}

std::string_view status_word(const Dossier& d)
{
    switch (d.status) {
    case Status::registered:
        return "receiving";
    case Status::received:
        return "new";
    case Status::refused:
        return "denied";
    case Status::processing:
        return d.number % 11 == 0   ? "interoperating"
               : d.number % 13 == 0 ? "posting"
                                    : "processing";
    case Status::supplement:
        return "waiting";
    case Status::payment:
        return "paying";
    case Status::withdrawn:
        return "cancelled";
    case Status::stopped:
        return "unresolved";
    case Status::resolved:
        return "releasing";
    case Status::returned:
        return "done";
    }
    throw std::logic_error("a status of no name");
}

} // namespace congto::province::opencps
