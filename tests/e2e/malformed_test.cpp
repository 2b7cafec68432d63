// A batch the collector refuses for good, in a real agent's spool.
#include "tests/e2e/agreement.h"
#include "tests/support/files.h"
#include "tests/support/sql.h"

#include <catch2/catch.hpp>
#include <openssl/sha.h>

using namespace congto::test;
using namespace std::chrono_literals;

namespace {

std::string sha256(const std::string& bytes)
{
    std::string hash(SHA256_DIGEST_LENGTH, '\0');
    SHA256(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(),
           reinterpret_cast<unsigned char*>(hash.data()));
    return hash;
}

std::string from_hex(const std::string& hex)
{
    std::string bytes;
    for (std::size_t i = 0; i + 1 < hex.size(); i += 2) {
        bytes.push_back(static_cast<char>(std::stoi(hex.substr(i, 2), nullptr, 16)));
    }
    return bytes;
}

std::string to_hex(const std::string& bytes)
{
    std::string hex;
    for (const char byte : bytes) {
        constexpr const char* kDigits = "0123456789ABCDEF";
        const auto value = static_cast<unsigned char>(byte);
        hex += {kDigits[value >> 4], kDigits[value & 15]};
    }
    return hex;
}

// The first batch that waits holds what no collector takes, and the chain goes on from it: as if
// agent and collector did not agree on what a batch is.
void make_malformed(const std::filesystem::path& spool)
{
    const auto rows = [&](const std::string& sql) {
        return query_sql("sqlite3", spool.string(), sql);
    };
    std::string chain = from_hex(rows("select hex(receipted_chain) from spool")[0][0].value());
    const auto batches = rows("select first_sequence, hex(body) from batch order by 1");
    REQUIRE(batches.size() > 1);
    std::string script;
    for (std::size_t i = 0; i < batches.size(); ++i) {
        const std::string body = i == 0 ? "not a batch" : from_hex(batches[i][1].value());
        chain = sha256(chain + body);
        script += "update batch set body = x'" + to_hex(body) + "', chain = x'" + to_hex(chain) +
                  "' where first_sequence = " + batches[i][0].value() + ";\n";
    }
    run_sql("sqlite3", spool.string(),
            script + "update spool set assigned_chain = x'" + to_hex(chain) + "';\n");
}

void set_unit(const Office& office, const std::string& code)
{
    std::string settings = read_file(office.settings_file());
    settings.replace(settings.find("H44"), 3, code);
    write_file(office.settings_file(), settings);
}

Json status_of(const Office& office)
{
    return Json(office.command({"status", "--json"}).output);
}

// Of unit H44, by SQL on its source.
void check_figures(const Ministry& ministry, const OneStop& one_stop)
{
    const auto& [engine, connection] = one_stop.place();
    for (const auto& [month, count] : count_months(engine, connection, sql_of(one_stop).received)) {
        INFO(month);
        const auto answer = ministry.command(
            {"rates", "--unit", "H44", "--month", month, "--basis", "received", "--json"});
        INFO(shown(answer));
        const Json rates(answer.output);
        CHECK(MonthCount{rates.number("/rows/0/dossiers"),
                         rates.number("/rows/0/online_submission_numerator"),
                         rates.number("/rows/0/end_to_end_numerator")} == count);
    }
}

void succeeds(const Finished& finished)
{
    INFO(shown(finished));
    CHECK(finished.status == 0);
}

} // namespace

TEST_CASE("a batch refused for good stops its agent alone, and is set aside by a person")
{
    const TempDir folder;
    OneStop one_stop(folder, "wide", sqlite_in(folder), printed_seed());
    one_stop.fill(3'000, "2026-05", "2026-06");
    Ministry ministry;
    ministry.start();
    CHECK(ministry.stop() == 0); // its address is known, and nobody is there
    Office stopped(reading_of(one_stop), ministry.address());
    INFO("agent: " << stopped.log() << "\ncollector: " << ministry.log());
    REQUIRE(stopped.command({"run", "--once", "--patience", "100ms"}).status == 69);
    make_malformed(stopped.spool_file());

    ministry.start();
    stopped.start();
    REQUIRE(eventually([&] { return !status_of(stopped).is_null("/spool/rows/0/to_mend"); }));
    CHECK_THAT(status_of(stopped).text("/spool/rows/0/to_mend"), Catch::Contains("malformed"));
    CHECK(lines_with(stopped.log(), " error ").size() == 1);
    CHECK(lines_with(stopped.log(), "malformed").size() == 1);
    CHECK_FALSE(lines_with(ministry.log(), "stream refused").empty());
    CHECK(status_of(stopped).number("/spool/rows/0/receipted") == 0);

    const TempDir elsewhere;
    OneStop second(elsewhere, "wide", sqlite_in(elsewhere), 3);
    second.fill(50, "2026-05", "2026-05");
    const Office other(reading_of(second), ministry.address());
    set_unit(other, "H56");
    succeeds(other.run_once());

    CHECK(stopped.stop() == 0);
    const auto aside = stopped.command({"spool", "set-aside"});
    succeeds(aside);
    CHECK(lines_with(aside.output, "are set aside in").size() == 1);
    CHECK(status_of(stopped).number("/set_aside/rows/0/days") >= 61);
    CHECK(status_of(stopped).number("/set_aside/rows/0/claimed") == 0);

    stopped.start();
    // Two months, day by day.
    CHECK(eventually(
        [&] {
            const Json status = status_of(stopped);
            return status.number("/set_aside/rows/0/verified") ==
                       status.number("/set_aside/rows/0/days") &&
                   status.number("/spool/rows/0/pending") == 0;
        },
        4 * kPatience));
    CHECK(stopped.stop() == 0);
    check_figures(ministry, one_stop);
    succeeds(stopped.command({"spool", "verify"}));
    CHECK(ministry.stop() == 0);
    succeeds(ministry.command({"verify"}));
}
