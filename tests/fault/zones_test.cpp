// Wherever the hosts of agent, database and collector think they are, a dossier counts on its civil
// day and in its civil month of Hanoi.
#include "tests/e2e/ministry.h"
#include "tests/e2e/office.h"
#include "tests/support/sql.h"
#include "tests/support/temp_mariadb.h"
#include "tests/support/temp_postgres.h"

#include <catch2/catch.hpp>

#include <array>
#include <cstdlib>
#include <map>

using namespace congto::test;

namespace {

struct Zone {
    const char* name;
    const char* ahead; // for MariaDB, which need not know names
};
constexpr std::array<Zone, 3> kZones{
    {{"UTC", "+00:00"}, {"Asia/Ho_Chi_Minh", "+07:00"}, {"America/Los_Angeles", "-08:00"}}};

// Local times around 2026-01-31T17:00Z and around the same clock time in the other zones.
const std::vector<std::string> kTimes{
    "2026-01-31 00:00:00", "2026-01-31 07:00:00", "2026-01-31 08:59:59", "2026-01-31 09:00:00",
    "2026-01-31 16:59:59", "2026-01-31 17:00:00", "2026-01-31 23:59:59", "2026-02-01 00:00:00",
    "2026-02-01 00:00:01", "2026-02-01 06:59:59", "2026-02-01 07:00:00", "2026-02-01 14:59:59",
    "2026-02-01 15:00:00", "2026-02-01 23:59:59", "2026-02-02 00:00:00"};

// The zone of the programs started from here on.
class HostIn {
public:
    explicit HostIn(const Zone& zone) { setenv("TZ", zone.name, 1); }
    ~HostIn() { unsetenv("TZ"); }
    HostIn(const HostIn&) = delete;
    HostIn& operator=(const HostIn&) = delete;
};

// Each received and resolved at one of the times.
void write_dossiers(const OneStop& one_stop)
{
    std::string script;
    for (std::size_t i = 0; i < kTimes.size(); ++i) {
        const std::string& time = kTimes[i];
        const std::string number = std::to_string(100 + i);
        const std::string day = time.substr(2, 2) + time.substr(5, 2) + time.substr(8, 2);
        script +=
            "insert into dossier (id, code, procedure_code, body_code, channel, level, status, "
            "submitted_at, received_at, due_at, resolved_at, created_at, last_modified) values "
            "('00000000-0000-4000-8000-000000000" +
            number + "', 'H44.1-" + day + "-" + number + "', '1.000894', 'H44.1', '2', '4', '9'";
        for (int column = 0; column < 6; ++column) {
            script += ", '" + time + "'";
        }
        script += ");\n";
    }
    run_sql(one_stop.place().engine, one_stop.place().connection, script);
}

std::map<std::string, long long> counted_in(const std::vector<std::string>& periods)
{
    std::map<std::string, long long> counted;
    for (const std::string& period : periods) {
        for (const std::string& time : kTimes) {
            counted[period] += time.starts_with(period) ? 1 : 0;
        }
    }
    return counted;
}

void check_periods(const Ministry& ministry)
{
    for (const std::string basis : {"received", "settled"}) {
        INFO("basis " << basis);
        for (const auto& [month, dossiers] : counted_in({"2026-01", "2026-02"})) {
            INFO(month);
            CHECK(ministry.measured(month, basis).dossiers == dossiers);
        }
        for (const auto& [day, dossiers] : counted_in({"2026-01-31", "2026-02-01", "2026-02-02"})) {
            INFO(day);
            const auto rates =
                ministry.command({"rates", "--from", day, "--to", day, "--basis", basis, "--json"});
            INFO(shown(rates));
            REQUIRE(rates.status == 0);
            CHECK(Json(rates.output).number("/rows/0/dossiers") == dossiers);
        }
    }
}

// Nine of the combinations: any two places are in each pair of zones once.
template <typename SetZone>
void check_zones(const OneStop& one_stop, const SetZone& set_database_zone)
{
    write_dossiers(one_stop);
    for (std::size_t agent = 0; agent < kZones.size(); ++agent) {
        for (std::size_t database = 0; database < kZones.size(); ++database) {
            const std::size_t collector = (agent + database) % kZones.size();
            INFO("agent in " << kZones[agent].name << ", database in " << kZones[database].name
                             << ", collector in " << kZones[collector].name);
            set_database_zone(kZones[database]);
            const HostIn ministry_host(kZones[collector]);
            Ministry ministry;
            ministry.start();
            {
                const HostIn office_host(kZones[agent]);
                const Office office(reading_of(one_stop), ministry.address());
                const auto finished = office.run_once();
                INFO(shown(finished));
                REQUIRE(finished.status == 0);
            }
            const HostIn again(kZones[collector]);
            check_periods(ministry);
        }
    }
}

} // namespace

TEST_CASE("PostgreSQL: each dossier in its civil day and month, whatever the zones of the hosts")
{
    const TempDir folder;
    TempPostgres server;
    const OneStop one_stop(folder, "wide", {"postgresql", server.soci_connection()}, 1);
    check_zones(one_stop, [&](const Zone& zone) {
        run_sql("postgresql", server.soci_connection(),
                "alter role congto set timezone to '" + std::string(zone.name) + "'");
    });
}

TEST_CASE("MariaDB: each dossier in its civil day and month, whatever the zones of the hosts")
{
    const TempDir folder;
    TempMariaDb server;
    const OneStop one_stop(folder, "wide", {"mysql", server.soci_connection()}, 1);
    check_zones(one_stop, [&](const Zone& zone) {
        run_sql("mysql", server.soci_connection(),
                "set global time_zone = '" + std::string(zone.ahead) + "'");
    });
}
