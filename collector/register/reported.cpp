#include "collector/register/reported.h"

#include "collector/register/row_reader.h"
#include "collector/register/sheet.h"
#include "collector/register/unit_field.h"

#include <algorithm>
#include <tuple>

namespace congto::registers {
namespace {

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
    figure.body = reader.text_if("body");
    figure.counted_as = reader.text_if("counted_as");
    figure.origin = reader.text("origin");
    figure.reported_on = reader.day("reported_on");
    RowReader counts(sheet, row);
    read_figure(counts, figure);
    return figure;
}

} // namespace

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
    return std::tie(unit, body, from, to, indicator, origin, reported_on) ==
           std::tie(other.unit, other.body, other.from, other.to, other.indicator, other.origin,
                    other.reported_on);
}

std::vector<ReportedFigure> read_reported(std::string_view content, const std::string& file,
                                          const UnitRegister& units,
                                          const std::vector<ReportedFigure>& known)
{
    Sheet sheet(content, file,
                {{"unit", "indicator", "numerator", "denominator", "rate", "origin", "reported_on"},
                 {"from", "to", "month", "body", "counted_as"}});
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
