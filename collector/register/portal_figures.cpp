#include "collector/register/portal_figures.h"

#include "collector/register/unit_field.h"
#include "config/runtime/failure.h"
#include "config/runtime/text.h"

#include <array>
#include <utility>

namespace congto::registers {
namespace {

constexpr int kDecimals = 2;

// The rates that the portal's numbers make, and what it calls them.
struct PortalIndicator {
    std::string_view indicator;
    std::string_view numerator;
    std::string_view denominator;
    std::string_view counted_as;
};

constexpr std::array<PortalIndicator, 7> kIndicators{{
    {"online_submission", "online", "channel_total", "channelOnlineSum of channelTotalSum"},
    {"paid_online", "paid_online", "fee_dossiers",
     "totalDossierOnlinePaymentSuccess of totalDossierFinancialObligation"},
    {"on_time", "on_time", "received",
     "totalOnTime of totalReceived; open and not yet due is on time"},
    {"result_electronic", "result_electronic", "result_electronic_of",
     "ORIGINAL_RESULT_AVAILABLE of totalReceived"},
    {"digitised", "digitised", "digitised_of", "SO_HOA_GIAY_TO_GIAI_QUYET of totalReceived"},
    {"procedures_full", "procedures_full", "procedures", "fullCount of authorityCount"},
    {"procedures_in_use", "services_in_use", "services",
     "onlineDossierCount (services) of onlineServiceTotal"},
}};

std::string shown(const Days& days)
{
    return model::text_of(days.from) + " to " + model::text_of(days.to);
}

class Figures {
public:
    Figures(const PortalTree& tree, std::string file, const PortalReport& report,
            const UnitRegister& units)
        : tree_(tree), file_(std::move(file)), report_(report), units_(units)
    {
    }

    PortalFigures take()
    {
        settle_day();
        settle_period();
        if (report_.origin.empty()) {
            faults_.push_back(file_ + ": whose report is it? give --origin \"national portal\"");
        } else if (runtime::escaped(report_.origin) != report_.origin) {
            faults_.push_back(file_ + ": --origin: \"" + runtime::escaped(report_.origin) +
                              "\" is not one line of text");
        } else if (model::parse_day(report_.origin.substr(0, std::size("2026-09-26") - 1))) {
            // The ledger's act would say it was reported on that day.
            faults_.push_back(
                file_ + ": --origin: \"" + report_.origin +
                "\" begins with a day, which --reported-on says; write who reported it");
        }
        throw_faults();
        for (const PortalDepartment& department : tree_.departments) {
            add(department);
        }
        throw_faults();
        note_what_was_left_out();
        return std::move(found_);
    }

private:
    void settle_day()
    {
        if (report_.reported_on && tree_.captured_on && report_.reported_on != tree_.captured_on) {
            faults_.push_back(file_ + ": $.capturedAt: is " + model::text_of(*tree_.captured_on) +
                              ", --reported-on is " + model::text_of(*report_.reported_on));
        }
        const auto day = report_.reported_on ? report_.reported_on : tree_.captured_on;
        if (!day) {
            faults_.push_back(file_ + ": when was it captured? give --reported-on 2026-09-26");
        }
        reported_on_ = day.value_or(model::Day{});
    }

    void settle_period()
    {
        if (report_.period && tree_.period && report_.period != tree_.period) {
            faults_.push_back(file_ + ": $.request: asks for " + shown(*tree_.period) +
                              ", you say " + shown(*report_.period));
        }
        const auto period = report_.period ? report_.period : tree_.period;
        if (!period) {
            faults_.push_back(file_ + ": which days is it of? give one of --month 2026-08, "
                                      "--quarter 2026-Q3, --year 2026, or --from and --to");
        } else if (reported_on_ < period->from && faults_.empty()) {
            faults_.push_back(file_ + ": the period " + shown(*period) + " begins after " +
                              model::text_of(reported_on_) + ", when it was captured");
        }
        days_ = period.value_or(Days{});
        if (period && days_.from <= reported_on_ && reported_on_ < days_.to) {
            days_.to = reported_on_;
            found_.notes.push_back("captured before the period was over: taken as of " +
                                   shown(days_));
        }
    }

    void throw_faults() const
    {
        if (!faults_.empty()) {
            throw runtime::BadSettings(faults_);
        }
    }

    void add(const PortalDepartment& department)
    {
        if (department.code.empty()) {
            found_.notes.push_back(department.path + " has no departmentCode: a sum over units, "
                                                     "left out");
            return;
        }
        const std::string unit_code = department.code.substr(0, department.code.find('.'));
        const UnitFound found = unit_throughout(units_, unit_code, {days_.from, days_.to},
                                                "report each unit for its own days");
        if (found.unit == nullptr) {
            faults_.push_back(file_ + ": " + department.path + ".departmentCode: \"" +
                              runtime::escaped(department.code) + '"' + found.fault);
            return;
        }
        const std::string body = unit_code == department.code ? std::string() : department.code;
        for (const auto& [name, value] : department.counts) {
            found_.counts.push_back({found.unit->id, body, days_.from, days_.to, name, value,
                                     report_.origin, reported_on_});
        }
        for (const PortalIndicator& one : kIndicators) {
            add_figure(department, *found.unit, body, one);
        }
    }

    void add_figure(const PortalDepartment& department, const Unit& unit, const std::string& body,
                    const PortalIndicator& one)
    {
        const auto numerator = department.counts.find(one.numerator);
        const auto denominator = department.counts.find(one.denominator);
        if (numerator == department.counts.end() || denominator == department.counts.end()) {
            return;
        }
        if (numerator->second > denominator->second) {
            faults_.push_back(file_ + ": " + department.path + ": " + std::string(one.indicator) +
                              " is " + std::string(one.counted_as) + ": " +
                              std::to_string(numerator->second) + " of " +
                              std::to_string(denominator->second) + " is over 100 %");
            return;
        }
        if (denominator->second == 0) {
            ++without_dossiers_;
            return;
        }
        ReportedFigure figure;
        figure.unit = unit.id;
        figure.from = days_.from;
        figure.to = days_.to;
        figure.indicator = one.indicator;
        figure.numerator = numerator->second;
        figure.denominator = denominator->second;
        figure.rate = rate_of(department, one, numerator->second, denominator->second);
        figure.origin = report_.origin;
        figure.reported_on = reported_on_;
        figure.body = body;
        figure.counted_as = one.counted_as;
        found_.figures.push_back(std::move(figure));
    }

    static std::string rate_of(const PortalDepartment& department, const PortalIndicator& one,
                               std::int64_t numerator, std::int64_t denominator)
    {
        for (const PortalRate& stated : department.rates) {
            if (stated.numerator == one.numerator) {
                return stated.rate;
            }
        }
        return percent_text(numerator, denominator, kDecimals);
    }

    void note_what_was_left_out()
    {
        if (without_dossiers_ > 0) {
            found_.notes.push_back(std::to_string(without_dossiers_) +
                                   " rates have a denominator of 0: no figure");
        }
        std::string fields;
        for (const auto& [name, times] : tree_.left_out) {
            fields += (fields.empty() ? "" : ", ") + runtime::escaped(name) + " (" +
                      std::to_string(times) + ')';
        }
        if (!fields.empty()) {
            found_.notes.push_back("not taken: " + fields);
        }
    }

    const PortalTree& tree_;
    const std::string file_;
    const PortalReport& report_;
    const UnitRegister& units_;
    model::Day reported_on_;
    Days days_;
    std::int64_t without_dossiers_ = 0;
    PortalFigures found_;
    std::vector<std::string> faults_;
};

} // namespace

PortalFigures figures_of(const PortalTree& tree, const std::string& file,
                         const PortalReport& report, const UnitRegister& units)
{
    return Figures(tree, file, report, units).take();
}

} // namespace congto::registers
