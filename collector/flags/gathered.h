// What signals are told from, gathered once for all groups of a question.
#pragma once

#include "collector/flags/compared_reports.h"
#include "collector/flags/findings.h"
#include "collector/flags/persons.h"
#include "collector/flags/sequences.h"
#include "collector/flags/steps.h"

#include <map>

namespace congto::flags {

class Gathered {
public:
    // All must outlive it.
    Gathered(const rates::Facts& facts, const rates::Question& question,
             const Thresholds& thresholds, Persons persons);

    // From flag cells.
    const Groups& groups() const { return groups_; }
    // Of which sequences tell, whether it has a dossier or not.
    const std::map<GroupKey, SequenceCounts>& sequenced() const { return sequences_; }
    // Fills in what is found of a unit, body or procedure that is read.
    void tell(GroupFindings& group) const;

private:
    bool of_units() const;
    void gather_persons(const rates::Facts& facts);
    Finding found_of(std::size_t at, const GroupFindings& group) const;
    Finding of_persons(const Signal& signal, const GroupFindings& group) const;
    Finding of_sequences(const Signal& signal, const GroupKey& key) const;
    Finding of_days(const Signal& signal, const GroupKey& key) const;
    Finding of_report(const Signal& signal, const GroupFindings& group) const;

    const rates::Question& question_;
    const Thresholds& thresholds_;
    Persons asked_persons_;
    Groups groups_;
    Steps month_ends_;
    Steps campaigns_;
    std::map<GroupKey, PersonCounts> persons_;
    bool persons_erased_ = false; // of a month asked of
    std::map<GroupKey, SequenceCounts> sequences_;
    std::map<store::UnitId, ComparedReport> reports_;
};

} // namespace congto::flags
