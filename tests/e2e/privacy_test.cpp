// Nothing personal ever leaves the source.
#include "tests/e2e/agreement.h"
#include "tests/support/files.h"
#include "tests/support/sql.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <set>

using namespace congto::test;

namespace {

// What must be found nowhere but in the source (of the dummies "000000001" digits elsewhere may
// be).
std::set<std::string> personal_data(const OneStop& one_stop)
{
    const auto& [engine, connection] = one_stop.place();
    std::set<std::string> found;
    const auto query = one_stop.shape() == "wide"
                           ? "select applicant_name, applicant_id, phone, code from dossier"
                           : "select applicantName, applicantIdNo, phone, dossierNo "
                             "from opencps_dossier";
    for (const auto& row : query_sql(engine, connection, query))
        for (const auto& value : row)
            if (value && value->size() > 6 && *value != "000000001")
                found.insert(*value);
    return found;
}

void plant_phones(const OneStop& one_stop)
{
    const auto& [engine, connection] = one_stop.place();
    const bool wide = one_stop.shape() == "wide";
    const std::string table = wide ? "dossier" : "opencps_dossier";
    run_sql(engine, connection,
            "alter table " + table + " add column phone text;\nupdate " + table +
                " set phone = '0912' || substr('000000' || rowid, -6)");
}

// Looks for every value at every place of the text: a set of starts makes it one pass.
std::vector<std::string> found_in(const std::string& text, const std::set<std::string>& values)
{
    std::vector<std::string> found;
    std::copy_if(values.begin(), values.end(), std::back_inserter(found),
                 [&](const auto& value) { return text.find(value) != std::string::npos; });
    return found;
}

void check_clean(const std::filesystem::path& folder, const std::set<std::string>& values)
{
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        if (!entry.is_regular_file())
            continue;
        INFO(entry.path());
        CHECK(found_in(read_file(entry.path()), values).empty());
    }
}

} // namespace

TEST_CASE("no name, identity number, phone or dossier code is in any file, log or output")
{
    const std::string shape = GENERATE("wide", "opencps");
    INFO(shape);
    const TempDir folder;
    OneStop one_stop(folder, shape, sqlite_in(folder), 3);
    one_stop.fill(400, "2026-05", "2026-06");
    plant_phones(one_stop);
    const auto values = personal_data(one_stop);
    REQUIRE(values.size() > 1000);
    // The search finds what is there.
    REQUIRE_FALSE(found_in(read_file(one_stop.place().connection), values).empty());

    Ministry ministry;
    ministry.start();
    CHECK(ministry.stop() == 0);
    Office office(reading_of(one_stop), ministry.address());
    office.start();
    // Batches wait in the spool as the bytes that will be sent.
    REQUIRE(
        eventually([&] { return !lines_with(office.log(), "source is read to its end").empty(); }));
    check_clean(office.folder().path(), values);
    ministry.start();
    CHECK(office.stop() == 0);
    CHECK(office.run_once().status == 0);
    check_clean(office.folder().path(), values);
    check_clean(ministry.folder().path(), values);

    for (const auto& command :
         {Arguments{"preview", "--rows", "1000"}, Arguments{"preview", "--json"},
          Arguments{"status"}, Arguments{"status", "--json"}, Arguments{"check"}})
        CHECK(found_in(shown(office.command(command)), values).empty());
    for (const auto& command : {Arguments{"agents"}, Arguments{"rates", "--month", "2026-05"}})
        CHECK(found_in(shown(ministry.command(command)), values).empty());
}
