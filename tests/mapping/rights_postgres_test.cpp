#include "tests/mapping/rights_suite.h"
#include "tests/support/sql.h"
#include "tests/support/temp_postgres.h"

#include <catch2/catch.hpp>

namespace congto::test {
namespace {

TempPostgres& server()
{
    static TempPostgres server;
    return server;
}

RightsStage stage()
{
    return {.engine = postgresql_at(server().soci_connection()),
            .connection =
                [](const Login& login) { return server().soci_connection(kFirstDatabase, login); },
            .give_password =
                [](const Login& login) {
                    return "ALTER ROLE " + login.user + " PASSWORD '" + login.password + "'";
                },
            .account = [](const std::string& user) { return user; }};
}

} // namespace

TEST_CASE("a PostgreSQL account made by the printed statements has what OpenCPS needs, all of it")
{
    check_exact_rights(stage(), "opencps");
}

TEST_CASE("a PostgreSQL account made by the printed statements has what the wide table needs")
{
    check_exact_rights(stage(), "wide-table");
}

TEST_CASE("a PostgreSQL account with more than that is complained about, whatever it is")
{
    const std::string fault = "fault: source onestop: its account ";
    check_too_much(
        stage(),
        {{"GRANT INSERT ON dossier TO $who", fault + "may INSERT: dossier; take that away",
          "REVOKE INSERT ON dossier FROM $who"},
         {"GRANT TRUNCATE ON payment_request TO $who", fault + "may TRUNCATE: payment_request",
          "REVOKE TRUNCATE ON payment_request FROM $who"},
         {"GRANT UPDATE (code) ON dossier TO $who", fault + "may UPDATE columns of: dossier",
          "REVOKE UPDATE (code) ON dossier FROM $who"},
         {"GRANT SELECT (code) ON dossier TO $who WITH GRANT OPTION",
          fault + "may pass on the right to SELECT: dossier",
          "REVOKE GRANT OPTION FOR SELECT (code) ON dossier FROM $who"},
         {"ALTER ROLE $who SUPERUSER", fault + "is a superuser;", "ALTER ROLE $who NOSUPERUSER"},
         {"GRANT congto TO $who", fault + "may become a superuser: congto",
          "REVOKE congto FROM $who"},
         {"ALTER ROLE $who CREATEROLE", fault + "may make roles", "ALTER ROLE $who NOCREATEROLE"},
         {"ALTER ROLE $who CREATEDB", fault + "may make databases", "ALTER ROLE $who NOCREATEDB"},
         {"ALTER ROLE $who REPLICATION", fault + "may replicate", "ALTER ROLE $who NOREPLICATION"},
         {"ALTER ROLE $who BYPASSRLS", fault + "passes by row", "ALTER ROLE $who NOBYPASSRLS"},
         {"GRANT pg_write_all_data TO $who", fault + "has the role: pg_write_all_data",
          "REVOKE pg_write_all_data FROM $who"},
         {"CREATE ROLE writers;\nGRANT DELETE ON dossier TO writers;\nALTER ROLE $who "
          "NOINHERIT;\nGRANT writers TO $who",
          fault + "may DELETE: dossier", "REVOKE writers FROM $who"},
         {"GRANT CREATE ON SCHEMA public TO $who", fault + "may CREATE in the schema: public",
          "REVOKE CREATE ON SCHEMA public FROM $who"},
         {"GRANT CREATE ON DATABASE onestop TO $who", fault + "may make schemas in the database",
          "REVOKE CREATE ON DATABASE onestop FROM $who"},
         {"CREATE TABLE owned (a integer);\nALTER TABLE owned OWNER TO $who", fault + "owns: owned",
          "DROP TABLE owned"},
         {"CREATE SEQUENCE numbers;\nGRANT USAGE ON SEQUENCE numbers TO $who",
          fault + "may take numbers from the sequence: numbers", "DROP SEQUENCE numbers"},
         {"GRANT SELECT ON opencps_dossier TO $who",
          "more:  source onestop: its account may also read table public.opencps_dossier",
          "REVOKE SELECT ON opencps_dossier FROM $who"},
         {"GRANT SELECT (paid_at) ON payment_request TO $who",
          "its account may also read columns of payment_request (paid_at)",
          "REVOKE SELECT (paid_at) ON payment_request FROM $who"}});
}

TEST_CASE("a PostgreSQL account is looked at through ODBC too")
{
    RightsStage through = stage();
    through.engine.engine = "odbc";
    through.connection = [](const Login& login) {
        return server().odbc_connection(kFirstDatabase, login);
    };
    // Of an engine that is not known the statements make no account.
    run_sql("postgresql", server().soci_connection(), "CREATE ROLE too_much_odbc LOGIN");
    check_too_much(through, {{"GRANT INSERT ON dossier TO $who",
                              "fault: source onestop: its account may INSERT: dossier; take that",
                              "REVOKE INSERT ON dossier FROM $who"},
                             {"REVOKE SELECT (code) ON dossier FROM $who",
                              "its account may not SELECT dossier (code)",
                              "GRANT SELECT (code) ON dossier TO $who"}});
}

} // namespace congto::test
