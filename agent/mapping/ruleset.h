// A mapping file, read. Of this room alone.
#pragma once

#include "agent/mapping/coded_field.h"
#include "agent/mapping/columns.h"
#include "agent/mapping/conditions.h"
#include "agent/mapping/times.h"
#include "agent/source/queries.h"
#include "proto/model/words.h"

#include <array>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace congto::mapping {

struct TimeColumn {
    Slot column{};
    TimeForm form;
};

struct LeaveOutRule {
    std::string name;
    Rule when;
};

struct EvidenceRule {
    model::Evidence bit{};
    Rule when;       // the bit is seen
    Rule known_when; // the row can tell at all
};

using QueriesByDialect = std::map<std::string, source::Queries, std::less<>>;

struct Ruleset {
    std::string system;
    Columns columns;

    std::optional<Slot> cursor; // none: the source is read by days alone
    Slot key{};
    TimeForm cursor_form;

    Slot code{};
    std::optional<TimeColumn> opened_on;
    std::optional<Slot> body;
    std::optional<Slot> procedure;
    bool codes_count = false; // a body's dossiers of the day, from 1

    std::optional<Slot> submitter; // persons, of whom fingerprints are made
    std::optional<Slot> applicant;

    std::array<std::optional<TimeColumn>, kTimeWords.size()> times;

    CodedField status;
    CodedField channel;
    std::optional<CodedField> level;
    std::optional<CodedField> fee;
    std::optional<CodedField> result;
    std::optional<CodedField> digitised;

    std::vector<LeaveOutRule> leave_out;
    std::vector<EvidenceRule> evidence;

    std::vector<Slot> account_columns; // asked what kind an account is of; one may be there twice
    KnownAccounts accounts;            // there when a condition asks

    QueriesByDialect queries;
    std::string queries_place; // in the file
};

} // namespace congto::mapping
