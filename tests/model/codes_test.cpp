#include "proto/model/codes.h"

#include <catch2/catch.hpp>

using namespace congto::model;

TEST_CASE("a unit code is H or G and two digits")
{
    CHECK(is_unit_code("H56"));
    CHECK(is_unit_code("G01"));
    for (const char* wrong : {"", "H5", "H567", "h56", "A56", "H5a", " H56"}) {
        INFO(wrong);
        CHECK_FALSE(is_unit_code(wrong));
    }
}

TEST_CASE("a lawful code is at most 64 bytes of UTF-8 without control characters")
{
    for (const std::string& code :
         {std::string(), std::string(64, 'x'), std::string("Sở Tư pháp")}) {
        INFO(code);
        CHECK(is_lawful_code(code));
    }
    for (const std::string& code : {std::string(65, 'x'), std::string("H56\n"),
                                    std::string("H\0", 2), std::string("H\xFF")}) {
        INFO(code);
        CHECK_FALSE(is_lawful_code(code));
    }
}

TEST_CASE("a body belongs to the unit named in its code")
{
    CHECK(unit_of_body("H44") == "H44");
    CHECK(unit_of_body("H44.14") == "H44");
    CHECK(unit_of_body("H44.100.3") == "H44");
    CHECK(unit_of_body("000.17.22.H44") == "H44");
    CHECK(unit_of_body(" G05.01\n") == "G05");
    CHECK_FALSE(unit_of_body(""));
    CHECK_FALSE(unit_of_body("000.17.22"));
    CHECK_FALSE(unit_of_body("UBND"));
    CHECK_FALSE(unit_of_body("H444.1"));
    CHECK_FALSE(unit_of_body("..."));
}

TEST_CASE("procedure codes are equal when their first two groups are")
{
    CHECK(canonical_procedure("2.000815.000.00.00.H10") == "2.000815");
    CHECK(canonical_procedure("2.000815") == "2.000815");
    CHECK(canonical_procedure("\t2.000815 ") == "2.000815");
}

TEST_CASE("a code of another form is not cut, so that two procedures stay two")
{
    CHECK(canonical_procedure(" 12.34.56 ") == "12.34.56");
    CHECK(canonical_procedure("2.0008155") == "2.0008155");
    CHECK(canonical_procedure("2.000815a") == "2.000815a");
    CHECK(canonical_procedure("T.000815.1") == "T.000815.1");
    CHECK(canonical_procedure("BNV-264") == "BNV-264");
    CHECK(canonical_procedure("  ").empty());
}

TEST_CASE("dossier codes that people would call equal are equal")
{
    const std::string plain = "H56.14-240823-0001";
    CHECK(canonical_dossier_code(plain) == plain);
    CHECK(canonical_dossier_code("h56.14-240823-0001") == plain);
    CHECK(canonical_dossier_code("  H56.14 - 240823\t- 0001\r\n") == plain);
    CHECK(canonical_dossier_code("H56.14–240823—0001") == plain);
    CHECK(canonical_dossier_code("H56.14\u2011240823\u22120001") == plain);
    CHECK(canonical_dossier_code("\uFEFFH56.14\u00A0-240823-\u200B0001\u3000") == plain);
}

TEST_CASE("what is not white space, a letter or a dash is kept")
{
    CHECK(canonical_dossier_code("hồsơ/đ_1") == "HồSơ/đ_1");
    CHECK(canonical_dossier_code("A\xFF\xE2\x80") == "A\xFF\xE2\x80");
    CHECK(canonical_dossier_code(" \t\u2003").empty());
    CHECK(canonical_dossier_code("").empty());
}

TEST_CASE("canonicalising twice changes nothing")
{
    for (const char* code : {"h56.14 – 240823", "\u2003đ\u2015", "A\xE2\x80\xE2\x80\x93"}) {
        const std::string once = canonical_dossier_code(code);
        CHECK(canonical_dossier_code(once) == once);
    }
}

TEST_CASE("the date inside a dossier code is the day it was opened")
{
    CHECK(day_in_dossier_code("H56.14-240823-0001") == parse_day("2024-08-23"));
    CHECK(day_in_dossier_code("000.17.22.H56-210531-0001") == parse_day("2021-05-31"));
    CHECK(day_in_dossier_code("H56.14-240229-12345") == parse_day("2024-02-29"));
    CHECK(day_in_dossier_code("H56-14-991231-1") == parse_day("2099-12-31"));
}

TEST_CASE("digits that are no date, or stand elsewhere, are no day")
{
    for (const char* code :
         {"", "H56.14", "240823", "240823-0001", "H56.14-240823", "H56.14-240823-",
          "H56.14-230229-0001", "H56.14-241301-0001", "H56.14-2408231-0001", "H56.14-24082-0001",
          "H56.14-24O823-0001", "H56.14_240823_0001", "H56.14-0001-240823"}) {
        INFO(code);
        CHECK_FALSE(day_in_dossier_code(code));
    }
}

TEST_CASE("a running number that is no date does not hide the date")
{
    CHECK(day_in_dossier_code("H56-000001-240823-1") == parse_day("2024-08-23"));
}
