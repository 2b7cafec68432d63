#include "agent/commands/look_at_source.h"

#include "agent/commands/check_source_days.h"
#include "agent/commands/check_source_rows.h"
#include "config/runtime/failure.h"

#include <algorithm>
#include <chrono>
#include <vector>

namespace congto::agent {
namespace {

constexpr std::chrono::minutes kTolerableSkew{1};

} // namespace

void LookAtSource::at_all()
{
    std::vector<void (LookAtSource::*)(source::Inspection&)> looks{&LookAtSource::at_rights};
    if (!queries_.page.empty() && settings_.mode == source::Mode::follow) {
        looks.insert(looks.end(), {&LookAtSource::at_page, &LookAtSource::at_cursor_nulls,
                                   &LookAtSource::at_cursor_steps, &LookAtSource::at_plan,
                                   &LookAtSource::at_transactions});
    }
    if (!queries_.now.empty()) {
        looks.push_back(&LookAtSource::at_clock);
    }
    if (!queries_.day.empty()) {
        looks.insert(looks.end(), {&LookAtSource::at_days, &LookAtSource::at_day_plan});
    }
    for (const auto look : looks) {
        try {
            source::Inspection inspection(settings_, queries_);
            (this->*look)(inspection);
        } catch (const runtime::Unavailable& refused) {
            add(refused.what());
        } catch (const runtime::BadSettings& bad) {
            for (const std::string& fault : bad.faults()) {
                add(fault);
            }
        }
    }
}

// Several looks may fail by the same cause.
void LookAtSource::add(const std::string& fault)
{
    auto& faults = complaints_.faults;
    if (std::find(faults.begin(), faults.end(), fault) == faults.end()) {
        faults.push_back(fault);
    }
}

// An account that may write is a fault, one that may read more than is read is
// complained of: the agent reads none of that.
void LookAtSource::at_rights(source::Inspection& inspection)
{
    if (const auto file = inspection.writable_file()) {
        note("this user may write its file; the agent only reads: let it be readable alone");
    }
    source::Rights rights;
    try {
        rights = inspection.rights();
    } catch (const runtime::Unavailable& refused) {
        note(std::string("its account's rights could not be looked at: ") + refused.what());
        return;
    }
    if (!rights.known && settings_.engine != "sqlite3") {
        note("whether its account may do more than read is not known for this engine: let it have "
             "what congto-agent grants prints, and no more");
    }
    for (const std::string& excess : rights.excess) {
        complain("its account " + excess +
                 "; take that away: it needs only what congto-agent grants prints");
    }
    for (const std::string& missing : rights.missing) {
        complain("its account may not SELECT " + missing +
                 ", or it is not there; the mapping's queries read it ([reads]): congto-agent "
                 "grants prints the statement");
    }
    for (const std::string& beyond : rights.beyond) {
        complaints_.more.push_back("source " + settings_.name + ": its account may also read " +
                                   beyond +
                                   ", which no query does; take that away: congto-agent grants "
                                   "prints what it needs");
    }
    if (rights.known && queries_.reads.empty()) {
        note("the mapping does not say what its queries read ([reads]): whether the account may "
             "read more is not looked at");
    }
}

void LookAtSource::at_page(source::Inspection& inspection)
{
    mapping_.bind(inspection.page({}, 1).columns);
    if (const auto fault = RowsLook(inspection, mapping_, queries_.start).fault()) {
        complain(*fault + " (" + settings_.mapping.string() + ")");
    }
}

void LookAtSource::at_cursor_nulls(source::Inspection& inspection)
{
    const auto nulls = inspection.cursor_nulls();
    if (nulls.value_or(0) != 0) {
        complain(std::to_string(*nulls) +
                 " rows have no cursor: no page will ever show them, and " +
                 (queries_.day.empty() ? "the rates will not have them"
                                       : "each is seen when its whole day is read, up to a month "
                                         "after it changed"));
    }
}

void LookAtSource::at_cursor_steps(source::Inspection& inspection)
{
    mapping_.bind(inspection.page({}, 1).columns);
    const CursorSteps steps = RowsLook(inspection, mapping_, queries_.start).steps();
    if (steps.step >= settings_.lag) {
        complain("its cursor counts whole " + std::string(steps.name()) +
                 ": a row written later stands beside or below rows read long before, and is never "
                 "seen; take a column with a time of day, or say mode = \"sweep\"");
    } else if (steps.most_rows > 1) {
        note("up to " + std::to_string(steps.most_rows) + " of " + std::to_string(steps.rows) +
             " rows looked at share one cursor, which counts whole " + std::string(steps.name()) +
             "; the key orders them");
    }
}

void LookAtSource::at_clock(source::Inspection& inspection)
{
    const auto now = mapping_.instant_of_cursor(inspection.now());
    if (!now) {
        complain("the now query does not give a time of the cursor's form");
        return;
    }
    const auto skew = *now - clock_.now();
    const auto seconds = std::chrono::round<std::chrono::seconds>(skew).count();
    const std::string how = "its clock is " + std::to_string(std::abs(seconds)) + " s " +
                            (seconds < 0 ? "behind" : "ahead of") + " this machine's";
    if (std::chrono::abs(skew) > kTolerableSkew) {
        complain(how + ": set the clocks, or the zone in the mapping");
    } else {
        note(how);
    }
}

void LookAtSource::at_plan(source::Inspection& inspection)
{
    const auto tables = inspection.tables_read_whole();
    for (const std::string& table : tables) {
        complain("every pass would read table " + table +
                 " whole; create an index on the cursor and the key, or say mode = \"sweep\"");
    }
    if (tables.empty() && !inspection.knows_plans()) {
        note(
            "this engine's plans are not looked at: see yourself that the page and day queries use "
            "an index");
    }
}

// An engine that refuses by an error has not granted the right either.
void LookAtSource::at_transactions(source::Inspection& inspection)
{
    std::optional<std::chrono::milliseconds> oldest;
    try {
        oldest = inspection.oldest_transaction();
    } catch (const runtime::Unavailable&) {
        oldest.reset();
    }
    const auto seconds = [](auto duration) {
        return std::to_string(std::chrono::ceil<std::chrono::seconds>(duration).count()) + " s";
    };
    if (oldest) {
        note("it shows its open transactions, the oldest of " + seconds(*oldest) +
             ": rows are read again as far back, and at least " + seconds(settings_.lag) +
             " (lag)");
    } else {
        note(
            "it does not show its open transactions: the rows of the last " +
            seconds(settings_.overlap) +
            " (overlap) are read again, and a transaction open for longer may be seen late; the "
            "engine's monitoring right (pg_read_all_stats, PROCESS, VIEW SERVER STATE) would tell");
    }
}

void LookAtSource::at_days(source::Inspection& inspection)
{
    const bool is_swept = queries_.page.empty() || settings_.mode == source::Mode::sweep;
    DaysLook look = is_swept ? DaysLook(inspection, mapping_, model::day_of(clock_.now()))
                             : DaysLook(inspection, mapping_);
    for (const std::string& fault : look.faults()) {
        complain(fault + " (" + settings_.mapping.string() + ")");
    }
}

void LookAtSource::at_day_plan(source::Inspection& inspection)
{
    for (const std::string& table : inspection.tables_read_whole_by(today())) {
        complain("each day would read table " + table +
                 " whole; create an index on the columns by which the day query asks");
    }
}

} // namespace congto::agent
