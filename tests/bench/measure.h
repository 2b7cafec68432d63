// Times, and ratios of times taken in turns.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace congto::bench {

// Wall seconds.
double seconds_of(const std::function<void()>& work);

struct Spread {
    double min = 0;
    double median = 0;
    double max = 0;
};

// Of at least one value.
Spread spread_of(std::vector<double> values);

// Does its work once, in a place of its own, and gives the seconds of the part that counts.
using Run = std::function<double()>;

struct Contest {
    Spread ours_seconds;
    Spread raw_seconds;
    Spread ratio; // raw seconds / our seconds, of each pair: our speed as a share of raw speed
};

// ours, raw, ours, raw, …: what the machine does meanwhile falls on both.
Contest alternate(int repeats, const Run& ours, const Run& raw);

struct Aim {
    std::optional<double> ratio;
    std::optional<double> per_second;
};

void print_contest(std::string_view name, std::size_t rows, const Contest& contest,
                   const Aim& aim = {});
// One figure of another kind: "name    value".
void print_figure(std::string_view name, const std::string& value);
// "150,000"
std::string grouped(double number);
// "0.63"
std::string fixed(double number, int decimals);

} // namespace congto::bench
