// The promises every database server of tests keeps, written once and run on each.
#pragma once

#include "tests/support/sql.h"
#include "tests/support/temp_server.h"

#include <catch2/catch.hpp>

#include <chrono>

namespace congto::test {

template <typename Server>
void keeps_its_data_while_away(Server& server)
{
    const auto connection = server.soci_connection();
    run_sql(server.engine(), connection,
            "create table kept (a integer);\ninsert into kept values (3)");
    server.stop();
    CHECK_THROWS(run_sql(server.engine(), connection, "select 1"));
    server.start();
    CHECK(count_sql(server.engine(), connection, "select a from kept") == 3);
}

template <typename Server>
void gives_readers_no_more_than_reading(Server& server)
{
    server.create_database("ward");
    run_sql(server.engine(), server.soci_connection("ward"), "create table t (a integer)");
    const Login reader = server.create_reader("reader", "ward");
    const auto connection = server.soci_connection("ward", reader);
    CHECK(count_sql(server.engine(), connection, "select count(*) from t") == 0);
    CHECK_THROWS(run_sql(server.engine(), connection, "insert into t values (1)"));
    CHECK_THROWS(count_sql(server.engine(), server.soci_connection("ward", {"reader", "wrong"}),
                           "select count(*) from t"));
    server.drop_database("ward");
    CHECK_THROWS(run_sql(server.engine(), server.soci_connection("ward"), "select 1"));
}

template <typename Server>
void answers_through_odbc(Server& server)
{
    run_sql(server.engine(), server.soci_connection(),
            "create table through (a integer, b varchar(80));\n"
            "insert into through values (5, 'Phường Việt Trì')");
    const auto rows = query_sql("odbc", server.odbc_connection(), "select a, b from through");
    REQUIRE(rows.size() == 1);
    CHECK(rows[0][0].value() == "5");
    CHECK(rows[0][1].value() == "Phường Việt Trì");
}

template <typename Server>
void shows_hanois_time(Server& server, const char* seconds_ahead_of_utc)
{
    CHECK(count_sql(server.engine(), server.soci_connection(), seconds_ahead_of_utc) == 7 * 3600);
}

// A server that takes long to start makes every test program of its label slow.
template <typename Server>
void starts_soon()
{
    const auto start = std::chrono::steady_clock::now();
    const Server server;
    const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - start;
    WARN("started in " << taken.count() << " s");
    CHECK(taken.count() < 20);
}

} // namespace congto::test
