#include "tests/bench/measure.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <iostream>

namespace congto::bench {

double seconds_of(const std::function<void()>& work)
{
    const auto start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

Spread spread_of(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    const std::size_t middle = values.size() / 2;
    const double median =
        values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    return {values.front(), median, values.back()};
}

Contest alternate(int repeats, const Run& ours, const Run& raw)
{
    std::vector<double> our_times;
    std::vector<double> raw_times;
    std::vector<double> ratios;
    for (int i = 0; i < repeats; ++i) {
        our_times.push_back(ours());
        raw_times.push_back(raw());
        ratios.push_back(raw_times.back() / our_times.back());
    }
    return {spread_of(our_times), spread_of(raw_times), spread_of(ratios)};
}

std::string fixed(double number, int decimals)
{
    char text[64];
    std::snprintf(text, sizeof text, "%.*f", decimals, number);
    return text;
}

std::string grouped(double number)
{
    std::string digits = fixed(std::round(number), 0);
    for (auto at = static_cast<std::ptrdiff_t>(digits.size()) - 3; at > 0; at -= 3)
        digits.insert(static_cast<std::size_t>(at), 1, ',');
    return digits;
}

void print_contest(std::string_view name, std::size_t rows, const Contest& contest, const Aim& aim)
{
    const auto count = static_cast<double>(rows);
    std::string line = grouped(count / contest.ours_seconds.median) + "/s (" +
                       grouped(count / contest.ours_seconds.max) + " to " +
                       grouped(count / contest.ours_seconds.min) + "), raw " +
                       grouped(count / contest.raw_seconds.median) + "/s, ratio " +
                       fixed(contest.ratio.min, 2) + " / " + fixed(contest.ratio.median, 2) +
                       " / " + fixed(contest.ratio.max, 2);
    if (aim.ratio)
        line += ", aim " + fixed(*aim.ratio, 2);
    if (aim.per_second)
        line += ", aim " + grouped(*aim.per_second) + "/s";
    print_figure(name, line);
}

void print_figure(std::string_view name, const std::string& value)
{
    constexpr std::size_t kNameColumns = 44;
    std::cout << "  " << name
              << std::string(std::max<std::size_t>(kNameColumns, name.size()) - name.size() + 1,
                             ' ')
              << value << std::endl;
}

} // namespace congto::bench
