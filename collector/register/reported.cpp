#include "collector/register/reported.h"

#include "collector/register/row_reader.h"
#include "collector/register/sheet.h"
#include "collector/register/unit_field.h"

#include <algorithm>
#include <tuple>

namespace congto::registers {
namespace {

constexpr int kMostDecimals = 4;
constexpr std::string_view kDigits = "0123456789";

std::int64_t power_of_ten(int exponent)
{
    return exponent == 0 ? 1 : 10 * power_of_ten(exponent - 1);
}

// numerator of denominator in per cent, in units of the last of so many decimals: cut, and rounded
// half up. Nothing overflows: RowReader takes counts of at most 10¹².
struct Percent {
    std::int64_t cut = 0;
    std::int64_t rounded = 0;
};

Percent percent_of(std::int64_t numerator, std::int64_t denominator, int decimals)
{
    const std::int64_t exact = numerator * 100 * power_of_ten(decimals);
    const std::int64_t cut = exact / denominator;
    return {cut, cut + (exact % denominator * 2 >= denominator ? 1 : 0)};
}

// Units of the last of so many decimals as digits with a point.
std::string written(std::int64_t scaled, int decimals)
{
    std::string digits = std::to_string(scaled);
    const auto places = static_cast<std::size_t>(decimals);
    if (digits.size() <= places) {
        digits.insert(0, places + 1 - digits.size(), '0');
    }
    if (decimals > 0) {
        digits.insert(digits.size() - places, ".");
    }
    return digits;
}

// For a fault's text: "66 % (67 % rounded)".
std::string shown_percent(std::int64_t numerator, std::int64_t denominator, int decimals)
{
    const auto [cut, rounded] = percent_of(numerator, denominator, decimals);
    const std::string shown = written(cut, decimals) + " %";
    return cut == rounded ? shown : shown + " (" + written(rounded, decimals) + " % rounded)";
}

// Whether the rate is what the numbers give, cut or rounded at its last digit.
bool gives(WrittenRate rate, std::int64_t numerator, std::int64_t denominator)
{
    const auto [cut, rounded] = percent_of(numerator, denominator, rate.decimals);
    return rate.scaled == cut || rate.scaled == rounded;
}

void read_period(RowReader& reader, ReportedFigure& figure)
{
    const std::string month = reader.text_if("month");
    const bool days = !reader.text_if("from").empty() || !reader.text_if("to").empty();
    if (month.empty()) {
        figure.from = reader.day("from");
        figure.to = reader.day("to");
    } else if (days) {
        reader.fault("month", "stands beside from or to; write either the month or both days");
    } else if (const auto found = model::parse_month(month)) {
        figure.from = model::first_day(*found);
        figure.to = model::last_day(*found);
    } else {
        reader.fault("month", reader.quoted("month") + " is not a month like 2026-02");
    }
    if (reader.sound() && figure.to < figure.from) {
        reader.fault("to", reader.quoted("to") + " is before from " + reader.quoted("from"));
    }
}

// `figure` has its period.
void read_unit(RowReader& reader, const UnitRegister& units, ReportedFigure& figure)
{
    if (!reader.text("unit").empty()) {
        figure.unit = read_unit_field(reader, "unit", units, {figure.from, figure.to},
                                      "report each unit for its own days");
    }
}

void read_figure(RowReader& reader, ReportedFigure& figure)
{
    figure.numerator = reader.count_if("numerator");
    figure.denominator = reader.count_if("denominator");
    figure.rate = reader.text("rate");
    if (!reader.sound()) {
        return;
    }
    const auto rate = parse_rate(figure.rate);
    if (!rate) {
        reader.fault("rate", reader.quoted("rate") +
                                 " is not a rate in per cent like 92.4 (a point, digits, no sign, "
                                 "no zero in front, at most four decimals)");
    } else if (is_over_hundred(*rate)) {
        reader.fault("rate", reader.quoted("rate") + " is over 100 %");
    } else if (figure.numerator.has_value() != figure.denominator.has_value()) {
        reader.fault(figure.numerator ? "denominator" : "numerator",
                     "is empty; give numerator and denominator, or neither");
    } else if (figure.denominator == 0) {
        reader.fault("denominator", "is 0; a rate of no dossiers is no figure: leave the line out");
    } else if (figure.numerator && *figure.numerator > *figure.denominator) {
        reader.fault("numerator", reader.quoted("numerator") + " is more than the denominator " +
                                      reader.quoted("denominator"));
    } else if (figure.numerator && !gives(*rate, *figure.numerator, *figure.denominator)) {
        reader.fault("rate",
                     reader.quoted("rate") + " is not " + reader.quoted("numerator") + " of " +
                         reader.quoted("denominator") + ", which is " +
                         shown_percent(*figure.numerator, *figure.denominator, rate->decimals));
    }
}

ReportedFigure read_row(Sheet& sheet, const SheetRow& row, const UnitRegister& units)
{
    ReportedFigure figure;
    RowReader period(sheet, row);
    read_period(period, figure);
    if (period.sound()) {
        RowReader unit(sheet, row);
        read_unit(unit, units, figure);
    }
    RowReader reader(sheet, row);
    figure.indicator = reader.text("indicator");
    if (!figure.indicator.empty() && !is_indicator_name(figure.indicator)) {
        reader.fault("indicator",
                     reader.quoted("indicator") + " is not one of " + all_indicator_names());
    }
    figure.origin = reader.text("origin");
    figure.reported_on = reader.day("reported_on");
    RowReader counts(sheet, row);
    read_figure(counts, figure);
    return figure;
}

} // namespace

std::optional<WrittenRate> parse_rate(std::string_view text)
{
    const auto point = text.find('.');
    const std::string_view whole = text.substr(0, point);
    const std::string_view part =
        point == std::string_view::npos ? std::string_view() : text.substr(point + 1);
    const bool digits = whole.find_first_not_of(kDigits) == std::string_view::npos &&
                        part.find_first_not_of(kDigits) == std::string_view::npos;
    const bool cut_short = point != std::string_view::npos && part.empty();
    const bool zero_first = whole.size() > 1 && whole.front() == '0';
    if (whole.empty() || whole.size() > 6 || part.size() > kMostDecimals || !digits || cut_short ||
        zero_first) {
        return std::nullopt;
    }
    WrittenRate rate{0, static_cast<int>(part.size())};
    for (const char digit : std::string(whole) + std::string(part)) {
        rate.scaled = rate.scaled * 10 + (digit - '0');
    }
    return rate;
}

bool is_over_hundred(const WrittenRate& rate)
{
    return rate.scaled > 100 * power_of_ten(rate.decimals);
}

bool is_indicator_name(std::string_view name)
{
    return std::find(kIndicatorNames.begin(), kIndicatorNames.end(), name) != kIndicatorNames.end();
}

std::string all_indicator_names()
{
    std::string names;
    for (const auto name : kIndicatorNames) {
        names += (names.empty() ? "" : ", ") + std::string(name);
    }
    return names;
}

bool ReportedFigure::same_report(const ReportedFigure& other) const
{
    return std::tie(unit, from, to, indicator, origin, reported_on) ==
           std::tie(other.unit, other.from, other.to, other.indicator, other.origin,
                    other.reported_on);
}

std::vector<ReportedFigure> read_reported(std::string_view content, const std::string& file,
                                          const UnitRegister& units,
                                          const std::vector<ReportedFigure>& known)
{
    Sheet sheet(content, file,
                {{"unit", "indicator", "numerator", "denominator", "rate", "origin", "reported_on"},
                 {"from", "to", "month"}});
    std::vector<ReportedFigure> figures;
    for (const auto& row : sheet.rows()) {
        const std::size_t faults = sheet.fault_count();
        ReportedFigure figure = read_row(sheet, row, units);
        if (sheet.fault_count() != faults) {
            continue;
        }
        const auto same = [&](const ReportedFigure& other) { return other.same_report(figure); };
        const auto earlier = std::find_if(known.begin(), known.end(), same);
        if (std::any_of(figures.begin(), figures.end(), same)) {
            sheet.fault(row, "unit", "the same report is on a line above");
        } else if (earlier == known.end()) {
            figures.push_back(std::move(figure));
        } else if (!(*earlier == figure)) {
            sheet.fault(row, "rate",
                        "differs from the figure already imported (" + earlier->rate +
                            " %); a correction is a new report with its own reported_on");
        }
    }
    sheet.finish();
    return figures;
}

} // namespace congto::registers
