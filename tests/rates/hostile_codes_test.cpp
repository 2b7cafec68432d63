// Codes that look like SQL, HTML or a line of a log are counted as codes, and are nothing else.
#include "tests/rates/measured.h"

#include <catch2/catch.hpp>

#include <algorithm>

namespace congto::test {
namespace {

constexpr const char* kHostile[] = {
    "'); DROP TABLE dossier;--", "H44.14' OR '1'='1", "\" OR 1=1 --", "%",  "_", "H44.%",
    "<script>alert(1)</script>", "../../etc/passwd",  "$(reboot)",    "{0}"};

std::vector<std::string> codes_of(const std::vector<rates::Group>& groups)
{
    std::vector<std::string> codes;
    for (const rates::Group& group : groups) {
        codes.push_back(group.code);
    }
    std::sort(codes.begin(), codes.end());
    return codes;
}

std::vector<std::string> hostile_and(const char* honest)
{
    std::vector<std::string> codes(std::begin(kHostile), std::end(kHostile));
    codes.emplace_back(honest);
    std::sort(codes.begin(), codes.end());
    return codes;
}

TEST_CASE("a body's code is a code, whatever it looks like")
{
    std::vector<model::Observation> table{dossier()};
    for (const char* code : kHostile) {
        table.push_back(dossier().at(code));
    }
    const Measured measured(table);
    rates::Question question;
    question.period = january();
    question.grouping = store::Grouping::body;
    question.scope.unit = measured.unit();
    CHECK(codes_of(measured.groups("end_to_end", question)) == hostile_and("H44.14"));
    for (const char* code : kHostile) {
        question.scope.body = code;
        CHECK(codes_of(measured.groups("end_to_end", question)) == std::vector<std::string>{code});
    }
    CHECK(measured.count("end_to_end", rates::Population::received).second ==
          static_cast<std::int64_t>(std::size(kHostile)) + 1);
}

TEST_CASE("a procedure's code is a code, whatever it looks like")
{
    std::vector<model::Observation> table{dossier()};
    for (const char* code : kHostile) {
        table.push_back(dossier().of(code));
    }
    const Measured measured(table);
    rates::Question question;
    question.period = january();
    question.grouping = store::Grouping::procedure;
    question.scope.unit = measured.unit();
    CHECK(codes_of(measured.groups("end_to_end", question)) == hostile_and("1.000894"));
    for (const char* code : kHostile) {
        question.scope.procedure = code;
        CHECK(codes_of(measured.groups("end_to_end", question)) == std::vector<std::string>{code});
    }
}

TEST_CASE("a code that could forge a line is rejected by itself, and what comes with it is taken")
{
    Measured measured({dossier()});
    for (const char* code : {"H44\n14", "H44\x1b[2J", "H44\xff", "H44\u202e14"}) {
        const auto before = measured.spool().observe({dossier()});
        const auto after = measured.spool().observe({dossier().at(code), dossier()});
        CHECK(after.rejected == before.rejected + 1);
        CHECK(after.applied == before.applied + 1);
    }
    CHECK(measured.count("end_to_end", rates::Population::received).second == 9);
}

} // namespace
} // namespace congto::test
