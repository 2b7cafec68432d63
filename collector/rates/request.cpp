#include "collector/rates/request.h"

#include "collector/rates/listing.h"
#include "collector/rates/units_asked.h"
#include "config/runtime/failure.h"
#include "config/runtime/text.h"
#include "proto/model/codes.h"

#include <algorithm>
#include <array>
#include <utility>

namespace congto::rates {
namespace {

std::string quoted(const std::string& text)
{
    return '"' + runtime::escaped(text) + '"';
}

// Reads one argument after the other; faults gather.
class Understanding {
public:
    Understanding(const Arguments& arguments, const Facts& facts)
        : arguments_(arguments), facts_(facts)
    {
        request_.question.today = model::day_of(facts.now);
    }

    Request take()
    {
        read_period();
        read_basis();
        read_grouping();
        read_units();
        read_scope();
        read_indicators();
        check_edition();
        check_together();
        if (!faults_.empty()) {
            throw runtime::BadSettings(std::move(faults_));
        }
        return std::move(request_);
    }

private:
    void read_period()
    {
        const auto asked =
            period_asked(arguments_, facts_.cells, facts_.campaigns, request_.question.today);
        if (const auto* period = std::get_if<store::Period>(&asked)) {
            request_.question.period = *period;
            period_known_ = true;
        } else {
            faults_ = std::get<std::vector<std::string>>(asked);
        }
    }

    void read_basis()
    {
        if (const auto population = population_named(arguments_.basis)) {
            request_.question.population = *population;
            return;
        }
        faults_.push_back("--basis: " + quoted(arguments_.basis) +
                          " is not one of received, settled, settled_with_withdrawn");
    }

    void read_grouping()
    {
        constexpr std::array<std::pair<const char*, store::Grouping>, 4> kGroupings{
            {{"nation", store::Grouping::nothing},
             {"unit", store::Grouping::unit},
             {"body", store::Grouping::body},
             {"procedure", store::Grouping::procedure}}};
        for (const auto& [name, grouping] : kGroupings) {
            if (arguments_.by == name) {
                request_.question.grouping = grouping;
                return;
            }
        }
        faults_.push_back("--by: " + quoted(arguments_.by) +
                          " is not one of nation, unit, body, procedure");
    }

    void read_units()
    {
        auto asked = units_asked(arguments_, request_.question.today, faults_);
        request_.question.units = asked.read;
        request_.units_on = asked.on;
        request_.notes = std::move(asked.notes);
    }

    void read_scope()
    {
        auto& scope = request_.question.scope;
        request_.listed = arguments_.all_units ? Listed::every_unit : Listed::metered;
        scope.body = arguments_.body;
        if (arguments_.procedure) {
            scope.procedure = model::canonical_procedure(*arguments_.procedure);
        }
        if (arguments_.unit && period_known_) {
            read_unit(*arguments_.unit);
        }
    }

    bool is_metered(store::UnitId unit) const
    {
        return std::any_of(facts_.holdings.begin(), facts_.holdings.end(),
                           [&](const auto& holding) { return holding.unit == unit; });
    }

    const registers::Unit* metered_unit_of(const std::string& code) const
    {
        const auto& all = facts_.units.all();
        const auto found = std::find_if(all.begin(), all.end(), [&](const registers::Unit& unit) {
            return unit.code == code && is_metered(unit.id);
        });
        return found == all.end() ? nullptr : &*found;
    }

    void read_unit(const std::string& code)
    {
        const model::Day on = day_of_codes(request_);
        const std::string option = arguments_.unit_option + std::string(": ");
        const auto* unit = facts_.units.valid_on(code, on);
        const bool as_held = request_.question.units == UnitsRead::as_held;
        const auto* other = as_held ? metered_unit_of(code) : nullptr;
        if (other != nullptr && (unit == nullptr || !is_metered(unit->id))) {
            note_other(*other);
            request_.question.reports_of = unit == nullptr ? std::nullopt : std::optional(unit->id);
            unit = other;
        }
        if (unit != nullptr) {
            request_.question.scope.unit = unit->id;
        } else if (facts_.units.knows(code)) {
            faults_.push_back(option + quoted(code) + " is no unit on " + model::text_of(on) +
                              "; congto-collector units list shows when each was");
        } else {
            faults_.push_back(option + quoted(code) +
                              " is no unit's code; congto-collector units list shows them");
        }
    }

    void note_other(const registers::Unit& unit)
    {
        request_.notes.push_back(unit.code + " is " + unit.name_vi + " from " +
                                 model::text_of(unit.valid_from) +
                                 (unit.valid_to ? " to " + model::text_of(*unit.valid_to) : "") +
                                 ": these are the dossiers its system holds.");
    }

    void read_indicators()
    {
        if (!arguments_.indicator) {
            return;
        }
        std::string names;
        for (const auto& indicator : catalogue()) {
            names += std::string(indicator.name) + ", ";
            if (*arguments_.indicator == "all" || *arguments_.indicator == indicator.name) {
                request_.indicators.push_back(&indicator);
            }
        }
        if (request_.indicators.empty()) {
            faults_.push_back("--indicator: " + quoted(*arguments_.indicator) + " is not one of " +
                              names + "all");
        }
    }

    void check_edition()
    {
        const std::string known = std::to_string(kCatalogueEdition);
        if (arguments_.edition && *arguments_.edition != known) {
            faults_.push_back("--edition: " + quoted(*arguments_.edition) +
                              " is not an edition of the catalogue that this program counts by: it "
                              "knows " +
                              known);
        }
    }

    void check_together()
    {
        const auto& question = request_.question;
        if (!period_known_) {
            return;
        }
        if (combines_body_and_procedure(question) && !is_whole_months(question.period)) {
            faults_.emplace_back(kWholeMonthsOnly);
        }
        if (question.grouping == store::Grouping::nothing && (arguments_.unit || arguments_.body)) {
            faults_.emplace_back("--by nation is of all units: leave --unit and --body out");
        }
        if (request_.indicators.size() == 1) {
            check_indicator();
        }
    }

    void check_indicator()
    {
        const auto& question = request_.question;
        const auto& indicator = *request_.indicators.front();
        const auto why = unanswerable(indicator, question);
        if (why == NoFigure::settled_only) {
            faults_.push_back("--indicator " + std::string(indicator.name) +
                              " is defined on the settled basis: add --basis settled");
        } else if (why == NoFigure::whole_months) {
            faults_.push_back("--indicator " + std::string(indicator.name) +
                              " asks the procedure register, which bodies are counted against by "
                              "whole months: give --month, or leave the bodies out");
        } else if (why == NoFigure::units_only) {
            faults_.push_back("--indicator " + std::string(indicator.name) +
                              " counts the procedures of the list a unit issued, which bodies and "
                              "procedures have none of: ask --by unit or --by nation, without "
                              "--body and --procedure");
        }
    }

    const Arguments& arguments_;
    const Facts& facts_;
    Request request_;
    std::vector<std::string> faults_;
    bool period_known_ = false;
};

} // namespace

Request understood(const Arguments& arguments, const Facts& facts)
{
    return Understanding(arguments, facts).take();
}

runtime::Listing answer(const Request& request, const Facts& held, runtime::Shape shape)
{
    const auto& [question, listed, indicators, notes, units_on] = request;
    const ReadFacts read(held, question.units, units_on);
    const Facts facts = read.facts();
    runtime::Listing listing =
        indicators.empty()
            ? headline_listing(facts, question, headline(facts, question, listed), shape)
            : indicator_listing(facts, question, indicators,
                                answered(facts, question, listed, indicators), shape);
    listing.notes.insert(listing.notes.end(), notes.begin(), notes.end());
    return listing;
}

} // namespace congto::rates
