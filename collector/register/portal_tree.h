// The national portal's public reporting trees, as JSON: what they say of each department.
//
//   {"code": "OK", "data": {"parent": {…}, "children": [{…}, …]}}        numbers by name
//   {"code": "OK", "data": {"overview": {…}, "evaluation": [{…}, …]}}    metrics[] with code,
//                                                     numerator, denominator and ratio
//
// A file may say beside it when it was captured and what was asked for:
//
//   "capturedAt": "2026-09-26T18:14:42Z", "request": {"timeType": "month", "year": 2026, "month":
//   8}
//
// A department is known by its departmentCode; departments may have children of their own. What is
// absent or null was not reported. Numbers are taken as they are, and never mended.
#pragma once

#include "collector/register/portal_period.h"
#include "proto/model/time.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace congto::registers {

// A rate the portal states: the indicator's numerator and denominator are among the counts.
struct PortalRate {
    std::string numerator; // names of counts
    std::string denominator;
    std::string rate; // in per cent, as written

    bool operator==(const PortalRate&) const = default;
};

struct PortalDepartment {
    std::string path; // "$.data.children[3]"
    std::string code; // empty: a sum over units, as that of the nation
    std::map<std::string, std::int64_t, std::less<>> counts; // by our name (reported_count.h)
    std::vector<PortalRate> rates;
};

struct PortalTree {
    std::vector<PortalDepartment> departments;
    std::map<std::string, std::int64_t> left_out; // fields this program does not take, how often
    std::optional<model::Day> captured_on;
    std::optional<Days> period; // asked for
};

// Whether a file is meant as JSON: it begins with a brace or a bracket.
bool looks_like_json(std::string_view content);

// Throws runtime::BadSettings with every fault: text that is not JSON, with line and column; a
// field of another type than the portal's, or a rate over 100 %, with its path; a department
// without a code, or twice; an answer that is not "OK", or is of one procedure alone.
PortalTree read_portal_tree(std::string_view content, const std::string& file);

} // namespace congto::registers
