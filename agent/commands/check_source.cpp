#include "agent/commands/check_source.h"

#include "agent/commands/check_source_rows.h"
#include "agent/source/inspect.h"
#include "config/runtime/failure.h"

#include <array>
#include <chrono>

namespace congto::agent {
namespace {

constexpr std::chrono::minutes kTolerableSkew{1};

void add_all(const runtime::BadSettings& bad, Complaints& complaints)
{
    complaints.faults.insert(complaints.faults.end(), bad.faults().begin(), bad.faults().end());
}

// A mapping may be used on a source of another dialect only by mistake.
const source::Queries* queries_of(const mapping::Mapping& mapping,
                                  const source::SqlSettings& settings, Complaints& complaints)
{
    try {
        return &mapping.queries_of(settings);
    } catch (const runtime::BadSettings& bad) {
        add_all(bad, complaints);
        return nullptr;
    }
}

// False: it is no use to connect by it.
bool check_connection_file(const source::SqlSettings& settings, Complaints& complaints)
{
    using std::filesystem::perms;
    std::error_code failed;
    const auto status = std::filesystem::status(settings.connection_file, failed);
    if (failed || !std::filesystem::is_regular_file(status)) {
        complaints.faults.push_back(settings.connection_file.string() +
                                    ": connection file of source " + settings.name +
                                    " is not there; write one line into it, mode 0600");
        return false;
    }
    if ((status.permissions() & perms::others_all) != perms::none) {
        complaints.faults.push_back(settings.connection_file.string() +
                                    ": others may read this file, which holds a password; "
                                    "chmod o-rwx");
    }
    if (auto fault = source::fault_of_connection_file(settings)) {
        complaints.faults.push_back(std::move(*fault));
        return false;
    }
    return true;
}

// Looks at one source that answers. Each look has a connection of its own: one that failed is of no
// more use, and the others are wanted all the same.
class Look {
public:
    Look(const source::SqlSettings& settings, const source::Queries& queries,
         mapping::Mapping& mapping, runtime::Clock& clock, Complaints& complaints)
        : settings_(settings), queries_(queries), mapping_(mapping), clock_(clock),
          complaints_(complaints)
    {
    }

    void at_all()
    {
        for (const auto look :
             {&Look::at_page, &Look::at_cursor_nulls, &Look::at_clock, &Look::at_plan}) {
            try {
                source::Inspection inspection(settings_, queries_);
                (this->*look)(inspection);
            } catch (const runtime::Unavailable& refused) {
                add(refused.what());
            }
        }
    }

private:
    void complain(const std::string& what) { add("source " + settings_.name + ": " + what); }
    // Several looks may fail by the same cause.
    void add(const std::string& fault)
    {
        if (complaints_.faults.empty() || complaints_.faults.back() != fault) {
            complaints_.faults.push_back(fault);
        }
    }

    void at_page(source::Inspection& inspection);
    void at_cursor_nulls(source::Inspection& inspection);
    void at_clock(source::Inspection& inspection);
    void at_plan(source::Inspection& inspection);

    const source::SqlSettings& settings_;
    const source::Queries& queries_;
    mapping::Mapping& mapping_;
    runtime::Clock& clock_;
    Complaints& complaints_;
};

void Look::at_page(source::Inspection& inspection)
{
    try {
        mapping_.bind(inspection.page({}, 1).columns);
    } catch (const runtime::BadSettings& bad) {
        add_all(bad, complaints_);
        return;
    }
    if (const auto fault = RowsLook(inspection, mapping_, queries_.start).fault()) {
        complain(*fault + " (" + settings_.mapping.string() + ")");
    }
}

void Look::at_cursor_nulls(source::Inspection& inspection)
{
    const auto nulls = inspection.cursor_nulls();
    if (nulls.value_or(0) != 0) {
        complain(std::to_string(*nulls) + " rows have no cursor: no page will ever show them, and "
                                          "the rates will not have them");
    }
}

void Look::at_clock(source::Inspection& inspection)
{
    const auto now = mapping_.instant_of_cursor(inspection.now());
    if (!now) {
        complain("the now query does not give a time of the cursor's form");
        return;
    }
    const auto skew = *now - clock_.now();
    if (std::chrono::abs(skew) > kTolerableSkew) {
        const auto seconds = std::chrono::round<std::chrono::seconds>(skew).count();
        complain("its clock is " + std::to_string(std::abs(seconds)) + " s " +
                 (seconds > 0 ? "ahead of" : "behind") +
                 " this machine's: set the clocks, or the zone in the mapping");
    }
}

void Look::at_plan(source::Inspection& inspection)
{
    for (const std::string& table : inspection.tables_read_whole()) {
        complain("every pass would read table " + table +
                 " whole; create an index on the cursor and the key");
    }
}

} // namespace

std::optional<mapping::Mapping> read_mapping(const std::filesystem::path& file,
                                             Complaints& complaints)
{
    try {
        return mapping::Mapping::from_file(file);
    } catch (const runtime::BadSettings& bad) {
        add_all(bad, complaints);
        return std::nullopt;
    }
}

void check_source(const source::SqlSettings& settings, runtime::Clock& clock,
                  Complaints& complaints)
{
    // What the settings lack they have told themselves.
    const bool may_connect =
        !settings.connection_file.empty() && check_connection_file(settings, complaints);
    if (settings.mapping.empty()) {
        return;
    }
    auto mapping = read_mapping(settings.mapping, complaints);
    const source::Queries* queries = mapping ? queries_of(*mapping, settings, complaints) : nullptr;
    if (queries == nullptr || !may_connect) {
        return;
    }
    try {
        const source::Inspection answers(settings, *queries);
    } catch (const runtime::Unavailable& away) {
        complaints.away.emplace_back(away.what());
        return;
    }
    Look(settings, *queries, *mapping, clock, complaints).at_all();
}

} // namespace congto::agent
