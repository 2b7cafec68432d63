// Metrics as a file in the Prometheus text format, for a node exporter's textfile folder: no port
// is opened on the machine that is measured.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace congto::runtime {

// A counter only grows (and begins anew with what it counts); a gauge is what is so now.
enum class MetricKind : std::uint8_t { counter, gauge };

struct MetricSample {
    std::vector<std::pair<std::string, std::string>> labels;
    double value = 0;
};

struct Metric {
    std::string name; // "congto_spool_entries_pending"; a counter's ends in _total
    std::string help; // one sentence
    MetricKind kind = MetricKind::gauge;
    std::vector<MetricSample> samples;
};

std::string text_of(const std::vector<Metric>& metrics);

// The file is replaced as a whole: whoever reads it sees the one before or the new one. Everybody
// may read it, whatever the mask of this process: who collects it has another account. Throws
// Unavailable.
void write_metrics(const std::filesystem::path& file, const std::vector<Metric>& metrics);

} // namespace congto::runtime
