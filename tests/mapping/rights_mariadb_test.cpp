#include "tests/mapping/rights_suite.h"
#include "tests/support/temp_mariadb.h"

#include <catch2/catch.hpp>

namespace congto::test {
namespace {

TempMariaDb& server()
{
    static TempMariaDb server;
    return server;
}

std::string account(const std::string& user)
{
    return "'" + user + "'@'%'";
}

RightsStage stage()
{
    return {.engine = mysql_at(server().soci_connection()),
            .connection =
                [](const Login& login) { return server().soci_connection(kFirstDatabase, login); },
            .give_password =
                [](const Login& login) {
                    return "ALTER USER " + account(login.user) + " IDENTIFIED BY '" +
                           login.password + "' ACCOUNT UNLOCK";
                },
            .account = account};
}

} // namespace

TEST_CASE("a MariaDB account made by the printed statements has what OpenCPS needs, all of it")
{
    check_exact_rights(stage(), "opencps");
}

TEST_CASE("a MariaDB account made by the printed statements has what the wide table needs")
{
    check_exact_rights(stage(), "wide-table");
}

TEST_CASE("a MariaDB account with more than that is complained about, whatever it is")
{
    const std::string fault = "fault: source onestop: its account ";
    check_too_much(
        stage(),
        {{"GRANT INSERT ON dossier TO $who", fault + "may INSERT: dossier; take that away",
          "REVOKE INSERT ON dossier FROM $who"},
         {"GRANT UPDATE (code) ON dossier TO $who", fault + "may UPDATE columns of: dossier",
          "REVOKE UPDATE (code) ON dossier FROM $who"},
         {"GRANT SELECT (code) ON dossier TO $who WITH GRANT OPTION",
          fault + "may pass on its rights: dossier", "REVOKE GRANT OPTION ON dossier FROM $who"},
         {"GRANT DELETE, CREATE ON onestop.* TO $who", fault + "may CREATE: onestop.*",
          "REVOKE DELETE, CREATE ON onestop.* FROM $who"},
         {"GRANT FILE ON *.* TO $who", fault + "may FILE: the whole server",
          "REVOKE FILE ON *.* FROM $who"},
         {"GRANT SUPER ON *.* TO $who", fault + "may SUPER: the whole server",
          "REVOKE SUPER ON *.* FROM $who"},
         {"GRANT SELECT ON *.* TO $who", fault + "may SELECT: the whole server",
          "REVOKE SELECT ON *.* FROM $who"},
         {"CREATE ROLE writers;\nGRANT DELETE ON dossier TO writers;\nGRANT writers TO $who",
          fault + "has the role: writers", "REVOKE writers FROM $who"},
         {"GRANT SELECT ON opencps_dossier TO $who",
          "more:  source onestop: its account may also read table onestop.opencps_dossier",
          "REVOKE SELECT ON opencps_dossier FROM $who"},
         {"GRANT SELECT (paid_at) ON payment_request TO $who",
          "its account may also read columns of payment_request (paid_at)",
          "REVOKE SELECT (paid_at) ON payment_request FROM $who"}});
}

} // namespace congto::test
