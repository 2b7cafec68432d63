// Figures for programs.
#include "collector/flags/flag_listing.h"
#include "collector/rates/definitions.h"
#include "collector/rates/gathered_facts.h"
#include "tests/dashboard/visiting.h"

#include <catch2/catch.hpp>

#include <fstream>
#include <sstream>

namespace congto::test {
namespace {

using runtime::Shape;

std::string printed(const runtime::Listing& listing, Shape shape)
{
    std::ostringstream out;
    runtime::print(out, listing, shape);
    return out.str();
}

std::string format(Shape shape)
{
    return shape == Shape::csv ? "&format=csv" : "";
}

} // namespace

TEST_CASE("answers are the bytes the commands print")
{
    Visiting visiting;
    const rates::GatheredFacts gathered(visiting.state());
    const rates::Facts facts = gathered.facts();
    rates::Arguments asked = january_by_unit();
    rates::GapArguments gap{asked, "end_to_end", {}, {}};
    const rates::RankingArguments ranking{asked, {}, "95"};
    for (const Shape shape : {Shape::json, Shape::csv}) {
        const auto at = [&](const std::string& question) {
            const auto response =
                visiting.asked_by("minh", "/api/v1/" + question + "month=2026-01" + format(shape));
            CHECK(response.status == 200);
            CHECK(header(response, "Content-Type") ==
                  (shape == Shape::csv ? "text/csv; charset=utf-8" : "application/json"));
            return response.body;
        };
        CHECK(at("rates?") ==
              printed(rates::answer(rates::understood(asked, facts), facts, shape), shape));
        CHECK(at("gap?") == printed(rates::gap_listing(gap, facts, shape), shape));
        CHECK(at("flags?") == printed(flags::flag_listing({asked, {}}, facts, {}, shape), shape));
        std::ostringstream ranked;
        rates::print_ranking(ranked, ranking, facts, shape);
        CHECK(at("ranking?") == ranked.str());
    }
    asked.by = "body";
    asked.unit = "H44";
    asked.indicator = "all";
    asked.basis = "settled";
    CHECK(visiting
              .asked_by("minh", "/api/v1/rates?month=2026-01&by=body&unit=H44&indicator=all&"
                                "basis=settled&edition=" +
                                    std::to_string(rates::kCatalogueEdition))
              .body ==
          printed(rates::answer(rates::understood(asked, facts), facts, Shape::json), Shape::json));
}

TEST_CASE("the catalogue is everybody's, in both forms")
{
    const Visiting visiting;
    const auto listing = [](Shape shape) {
        return printed(rates::definitions_listing(shape, rates::Language::vietnamese), shape);
    };
    CHECK(visiting.get("/api/v1/indicators").body == listing(Shape::json));
    CHECK(visiting.get("/api/v1/indicators?format=csv").body == listing(Shape::csv));
    CHECK(visiting.get("/api/v1/indicators?month=2026-01").status == 400);
}

TEST_CASE("every fault of a question is told at once")
{
    const Visiting visiting;
    const auto faults = [&](const std::string& target) {
        const auto response = visiting.asked_by("minh", "/api/v1/" + target);
        CHECK(response.status == 400);
        CHECK(header(response, "Content-Type") == "application/json");
        return response.body;
    };
    const std::string all =
        faults("rates?month=2026-13&basis=open&by=town&unit=H44&unit=G09&format=xml&al%22l=1&"
               "all-units=no&units-on=x");
    for (const char* fault :
         {"unit: is there several times", "format: \\\"xml\\\"", "\\\"al\\\"l\\\" is no parameter",
          "all-units: \\\"no\\\" is not true", "--month: \\\"2026-13\\\"", "--basis: \\\"open\\\"",
          "--by: \\\"town\\\"", "--units-on: \\\"x\\\""}) {
        INFO(fault);
        CHECK(all.find(fault) != all.npos);
    }
    CHECK(all.starts_with("{\"faults\": [\""));
    CHECK(all.ends_with("\"]}\n"));
    CHECK(faults("rates").find("which days?") != std::string::npos);
    CHECK(faults("gap?month=2026-01&by=unit").find("\\\"by\\\" is no parameter") !=
          std::string::npos);
    CHECK(faults("ranking?month=2026-01&unit=H44").find("is no parameter") != std::string::npos);
    CHECK(faults("ranking?month=2026-01&low-coverage=101").find("--low-coverage") !=
          std::string::npos);
    CHECK(faults("flags?month=2026-01&detector=D99").find("--detector") != std::string::npos);
    for (const char* long_one : {"D3", "D9"}) {
        const std::string asked = std::string("flags?month=2026-01&detector=") + long_one;
        CHECK(faults(asked).find("take minutes for all units") != std::string::npos);
        CHECK(visiting.asked_by("minh", "/api/v1/" + asked + "&unit=H44").status == 200);
    }
    CHECK(faults("rates?month=2026-01&unit='%3B+DROP+TABLE+unit%3B--").find("is no unit's code") !=
          std::string::npos);
    CHECK(faults("rates?month=2026-01&" + std::string(3000, 'x')).size() < 1000);
}

TEST_CASE("SQL in codes and names is text")
{
    const Visiting visiting;
    const std::string sql = "%27%3B+DELETE+FROM+cell%3B--";
    const auto before = visiting.asked_by("minh", "/api/v1/rates?month=2026-01").body;
    for (const char* parameter : {"body", "procedure"}) {
        const auto response = visiting.asked_by("minh", "/api/v1/rates?month=2026-01&unit=H44&" +
                                                            std::string(parameter) + "=" + sql);
        CHECK(response.status == 200);
        CHECK(response.body.find("\"end_to_end_denominator\": 7") == response.body.npos);
    }
    CHECK(visiting.asked_by("minh", "/api/v1/rates?campaign=" + sql).status == 400);
    CHECK(visiting.asked_by("minh", "/api/v1/gap?month=2026-01&origin=" + sql).status == 400);
    CHECK(visiting.asked_by("minh", "/api/v1/rates?month=2026-01").body == before);
}

TEST_CASE("who is nobody is asked who it is")
{
    const Visiting visiting;
    const std::string cookie = visiting.cookie_of("minh");
    const auto rates = visiting.getting("/api/v1/rates?month=2026-01");
    CHECK(visiting.ask(with(rates, "cookie", cookie)).status == 200);
    const auto bearer = [&](const std::string& authorization) {
        return visiting.ask(with(with(rates, "cookie", cookie), "authorization", authorization));
    };
    // A token that is not good is not made good by a cookie.
    for (const auto& authorization :
         {std::string("Bearer nonsense"), std::string("Bearer "), std::string("bearer"),
          std::string("Basic bWluaDp4"), "Bearer " + cookie.substr(14), std::string()}) {
        INFO(authorization);
        const auto refused = bearer(authorization);
        CHECK(refused.status == 401);
        CHECK(header(refused, "WWW-Authenticate") == "Bearer realm=\"congto\"");
        CHECK(refused.body.starts_with("{\"faults\": [\"nobody is signed in: send an API token"));
    }
    const std::string token = "Bearer " + visiting.people().token("minh");
    CHECK(bearer(token).status == 200);
    CHECK(bearer("bEARER " + token.substr(7)).status == 200);
    CHECK(visiting.ask(with(with(rates, "authorization", token), "authorization", token)).status ==
          401);
    for (const char* question : {"rates", "gap", "ranking", "flags"}) {
        CHECK(visiting.get("/api/v1/" + std::string(question) + "?month=2026-01").status == 401);
    }
    CHECK(visiting.get("/api/v1/rates?nonsense").status == 401); // before anything is looked at
}

TEST_CASE("a store that cannot be read is told in a line, and harms nothing else")
{
    Visiting visiting;
    std::filesystem::rename(visiting.state().store_file(), visiting.state().path / "away");
    const auto away = visiting.asked_by("minh", "/api/v1/rates?month=2026-01");
    CHECK(away.status == 503);
    CHECK(away.body.starts_with("{\"faults\": [\""));
    CHECK(away.body.find("store.db") != away.body.npos);
    CHECK(visiting.get("/api/v1/indicators").status == 200);
    std::ofstream(visiting.state().store_file())
        << "not a database, but long enough to be read as one";
    const auto damaged = visiting.asked_by("minh", "/api/v1/rates?month=2026-01");
    CHECK(damaged.status == 500);
    CHECK(damaged.body.find("store.db") == damaged.body.npos);
    std::filesystem::rename(visiting.state().path / "away", visiting.state().store_file());
    CHECK(visiting.asked_by("minh", "/api/v1/rates?month=2026-01").status == 200);
}

} // namespace congto::test
