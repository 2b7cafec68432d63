#include "config/runtime/metrics.h"

#include "config/runtime/failure.h"
#include "tests/support/files.h"
#include "tests/support/temp_dir.h"

#include <catch2/catch.hpp>

#include <sys/stat.h>

using namespace congto;
using runtime::Metric;
using runtime::MetricKind;

namespace {

std::vector<Metric> some()
{
    return {{"congto_read_total",
             "Rows read.",
             MetricKind::counter,
             {{{{"source", "onestop"}}, 12'345'678'901.0}, {{{"source", "land \"2\""}}, 0}}},
            {"congto_pending", "Entries without a receipt.", MetricKind::gauge, {{{}, 3}}}};
}

} // namespace

TEST_CASE("metrics are written in the Prometheus text format")
{
    CHECK(runtime::text_of(some()) == "# HELP congto_read_total Rows read.\n"
                                      "# TYPE congto_read_total counter\n"
                                      "congto_read_total{source=\"onestop\"} 12345678901\n"
                                      "congto_read_total{source=\"land \\\"2\\\"\"} 0\n"
                                      "# HELP congto_pending Entries without a receipt.\n"
                                      "# TYPE congto_pending gauge\n"
                                      "congto_pending 3\n");
}

TEST_CASE("a metrics file is replaced as a whole")
{
    const test::TempDir folder;
    test::write_file(folder / "congto.prom", "older");
    runtime::write_metrics(folder / "congto.prom", some());
    CHECK(test::read_file(folder / "congto.prom") == runtime::text_of(some()));
    CHECK_FALSE(std::filesystem::exists(folder / "congto.prom.new"));
}

TEST_CASE("a metrics file can be read by other accounts, whatever the mask")
{
    const test::TempDir folder;
    const mode_t before = ::umask(0077);
    runtime::write_metrics(folder / "congto.prom", some());
    ::umask(before);
    CHECK(std::filesystem::status(folder / "congto.prom").permissions() ==
          std::filesystem::perms{0644});
}

TEST_CASE("metrics that cannot be written say so, and leave nothing")
{
    const test::TempDir folder;
    CHECK_THROWS_AS(runtime::write_metrics(folder / "none" / "congto.prom", some()),
                    runtime::Unavailable);
    std::filesystem::create_directory(folder / "taken");
    test::write_file(folder / "taken" / "x", "");
    CHECK_THROWS_AS(runtime::write_metrics(folder / "taken", some()), runtime::Unavailable);
    CHECK_FALSE(std::filesystem::exists(folder / "taken.new"));
}
