#include "config/runtime/metrics.h"

#include "config/runtime/failure.h"

#include <prometheus/metric_family.h>
#include <prometheus/text_serializer.h>

#include <fstream>
#include <system_error>

namespace congto::runtime {
namespace {

using std::filesystem::perms;
constexpr perms kReadableByAll =
    perms::owner_read | perms::owner_write | perms::group_read | perms::others_read;

prometheus::MetricFamily family_of(const Metric& metric)
{
    prometheus::MetricFamily family;
    family.name = metric.name;
    family.help = metric.help;
    const bool counter = metric.kind == MetricKind::counter;
    family.type = counter ? prometheus::MetricType::Counter : prometheus::MetricType::Gauge;
    for (const MetricSample& sample : metric.samples) {
        prometheus::ClientMetric& one = family.metric.emplace_back();
        for (const auto& [name, value] : sample.labels) {
            one.label.push_back({name, value});
        }
        (counter ? one.counter.value : one.gauge.value) = sample.value;
    }
    return family;
}

} // namespace

std::string text_of(const std::vector<Metric>& metrics)
{
    std::vector<prometheus::MetricFamily> families;
    for (const Metric& metric : metrics) {
        families.push_back(family_of(metric));
    }
    return prometheus::TextSerializer().Serialize(families);
}

void write_metrics(const std::filesystem::path& file, const std::vector<Metric>& metrics)
{
    const std::filesystem::path unfinished = file.string() + ".new";
    std::ofstream out(unfinished, std::ios::trunc);
    out << text_of(metrics);
    out.close();
    std::error_code failure;
    if (out) {
        std::filesystem::permissions(unfinished, kReadableByAll, failure);
    }
    if (out && !failure) {
        std::filesystem::rename(unfinished, file, failure);
    }
    if (!out || failure) {
        std::error_code gone;
        std::filesystem::remove(unfinished, gone);
        throw Unavailable(file.string() + ": the metrics cannot be written; does its folder exist, "
                                          "and may this program write there?");
    }
}

} // namespace congto::runtime
