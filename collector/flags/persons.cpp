#include "collector/flags/persons.h"

#include <algorithm>
#include <set>
#include <string>
#include <utility>

namespace congto::flags {
namespace {

using model::Fingerprint;

// An online dossier of which a fingerprint is known.
struct Entry {
    GroupKey group;
    std::string procedure;
    model::Fingerprints of;
    std::optional<model::Moment> submitted;
    bool asked = false; // received in the period, and in the scope
    bool is_end_to_end = false;
    bool is_online = false;
    bool flagged_by_cells = false;
    bool knows_applicants = false; // of its submitter, one at least
    bool of_busy_submitter = false;
    bool of_split_matter = false;
};
using Entries = std::vector<Entry>;

bool is_known(const Fingerprint& person)
{
    return person != Fingerprint{};
}

void mark_busy_submitters(Entries& entries, std::int64_t many)
{
    std::map<Fingerprint, std::set<Fingerprint>> applicants;
    for (const Entry& entry : entries) {
        if (is_known(entry.of.submitter) && is_known(entry.of.applicant)) {
            applicants[entry.of.submitter].insert(entry.of.applicant);
        }
    }
    for (Entry& entry : entries) {
        const auto found = applicants.find(entry.of.submitter);
        entry.knows_applicants = found != applicants.end();
        entry.of_busy_submitter =
            entry.knows_applicants && static_cast<std::int64_t>(found->second.size()) > many;
    }
}

// Of one applicant and procedure, by the time of submission: runs of `least` or more are split.
void mark_runs(std::vector<Entry*>& matters, std::int64_t least)
{
    std::sort(matters.begin(), matters.end(), [](const Entry* one, const Entry* other) {
        return *one->submitted < *other->submitted;
    });
    for (std::size_t from = 0; from < matters.size();) {
        std::size_t to = from + 1;
        while (to < matters.size() &&
               *matters[to]->submitted - *matters[to - 1]->submitted <= store::kOneMatter) {
            ++to;
        }
        for (std::size_t i = from; i < to; ++i) {
            matters[i]->of_split_matter = static_cast<std::int64_t>(to - from) >= least;
        }
        from = to;
    }
}

bool knows_matter(const Entry& entry)
{
    return is_known(entry.of.applicant) && entry.submitted.has_value();
}

void mark_split_matters(Entries& entries, std::int64_t least)
{
    std::map<std::pair<Fingerprint, std::string>, std::vector<Entry*>> matters;
    for (Entry& entry : entries) {
        if (knows_matter(entry)) {
            matters[{entry.of.applicant, entry.procedure}].push_back(&entry);
        }
    }
    for (auto& [matter, of_it] : matters) {
        mark_runs(of_it, least);
    }
}

void count(SignalCount& sums, bool known, bool flagged, std::int64_t dossiers)
{
    sums.about += dossiers;
    sums.known += known ? dossiers : 0;
    sums.flagged += flagged ? dossiers : 0;
}

void add(PersonCounts& counts, const Entry& entry)
{
    count(counts.one_submitter, entry.knows_applicants, entry.of_busy_submitter, 1);
    count(counts.split, knows_matter(entry), entry.of_split_matter, 1);
    if ((entry.of_busy_submitter || entry.of_split_matter) && !entry.flagged_by_cells) {
        counts.flagged.end_to_end += entry.is_end_to_end ? 1 : 0;
        counts.flagged.online_submission += entry.is_online ? 1 : 0;
    }
}

bool is_within(const store::Scope& scope, std::string_view body, std::string_view procedure)
{
    return (!scope.body || *scope.body == body) &&
           (!scope.procedure || *scope.procedure == procedure);
}

bool is_asked(const rates::Question& question, const store::FingerprintedDossier& dossier)
{
    return *dossier.received >= question.period.from && *dossier.received <= question.period.to &&
           is_within(question.scope, dossier.body, dossier.procedure);
}

// The period is whole months.
bool is_asked(const rates::Question& question, const store::FrozenPersons& frozen)
{
    return frozen.received >= model::month_of(question.period.from) &&
           frozen.received <= model::month_of(question.period.to) &&
           is_within(question.scope, frozen.body, frozen.procedure);
}

// What was counted of dossiers before their fingerprints were erased. Which of them are still in a
// numerator nobody knows: they are not taken out of the rates.
void add(PersonCounts& counts, const store::FrozenPersons& frozen, const Thresholds& thresholds)
{
    const bool busy = frozen.applicants > thresholds.applicants_of_one_submitter;
    const bool split = frozen.parts >= thresholds.split_into;
    count(counts.one_submitter, frozen.applicants > 0, busy, frozen.count);
    count(counts.split, frozen.parts != store::kNotKnown, split, frozen.count);
}

// Online dossiers of the received population, opened in the month.
Entries entries_of(const store::Cells& cells, const rates::Question& question, store::UnitId unit,
                   model::Month opened, RegisterLevels& levels)
{
    Entries entries;
    cells.fingerprinted(unit, opened, [&](const store::FingerprintedDossier& dossier) {
        const auto cls = store::flag_class_of(dossier.cls, dossier.evidence);
        if (!cls || !dossier.received) {
            return;
        }
        const model::Month month = model::month_of(*dossier.received);
        const Subject subject{*cls, levels.of(unit, dossier.procedure, month)};
        if (!through_the_network(subject)) {
            return;
        }
        Entry& entry = entries.emplace_back();
        entry.group =
            key_of({unit, month, dossier.body, dossier.procedure, *cls, 1}, question.grouping);
        entry.procedure = dossier.procedure;
        entry.of = dossier.fingerprints;
        entry.submitted = dossier.submitted;
        entry.asked = is_asked(question, dossier);
        entry.is_end_to_end = end_to_end(subject);
        entry.is_online = online(subject);
        entry.flagged_by_cells = is_flagged(subject);
    });
    return entries;
}

bool is_erased(const store::Cells& cells, model::Month opened)
{
    const auto through = cells.fingerprints_erased_through();
    return through && opened <= *through;
}

} // namespace

void add(PersonCounts& sum, const PersonCounts& more)
{
    for (const auto part : {&PersonCounts::one_submitter, &PersonCounts::split}) {
        (sum.*part).about += (more.*part).about;
        (sum.*part).known += (more.*part).known;
        (sum.*part).flagged += (more.*part).flagged;
    }
    sum.flagged.end_to_end += more.flagged.end_to_end;
    sum.flagged.online_submission += more.flagged.online_submission;
}

std::map<GroupKey, PersonCounts> persons(const store::Cells& cells,
                                         const registers::ProcedureRegister& procedures,
                                         const rates::Question& question, store::UnitId unit,
                                         const Thresholds& thresholds)
{
    std::map<GroupKey, PersonCounts> groups;
    RegisterLevels levels(procedures);
    const model::Month last = model::month_of(question.period.to);
    for (model::Month opened{model::month_of(question.period.from).number - 1}; opened <= last;
         ++opened.number) {
        if (is_erased(cells, opened)) {
            cells.frozen_persons(unit, opened, [&](const store::FrozenPersons& frozen) {
                if (is_asked(question, frozen)) {
                    add(groups[key_of({unit, frozen.received, frozen.body, frozen.procedure,
                                       frozen.cls, frozen.count},
                                      question.grouping)],
                        frozen, thresholds);
                }
            });
        }
        // Of an erased month, of dossiers that were first shown after it.
        Entries entries = entries_of(cells, question, unit, opened, levels);
        mark_busy_submitters(entries, thresholds.applicants_of_one_submitter);
        mark_split_matters(entries, thresholds.split_into);
        for (const Entry& entry : entries) {
            if (entry.asked) {
                add(groups[entry.group], entry);
            }
        }
    }
    return groups;
}

} // namespace congto::flags
