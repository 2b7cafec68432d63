#include "collector/commands/known_units.h"

#include "collector/register/registers.h"
#include "config/runtime/log.h"

#include <SQLiteCpp/Database.h>

#include <exception>
#include <system_error>
#include <utility>

namespace congto::collector {
namespace {

// Whoever greets waits for the reading: a register held by somebody must not cost each of thousands
// of agents the time until SQLite gives up.
constexpr std::chrono::seconds kPause{1};
constexpr auto kNotThere = std::filesystem::file_time_type::min();

std::filesystem::file_time_type time_of(const std::filesystem::path& file)
{
    std::error_code failure;
    const auto time = std::filesystem::last_write_time(file, failure);
    return failure ? kNotThere : time;
}

registers::UnitRegister units_in(const std::filesystem::path& file)
{
    return registers::read_unit_register(*registers::open_for_reading(file));
}

} // namespace

KnownUnits::KnownUnits(std::filesystem::path register_file, runtime::Clock& clock)
    : file_(std::move(register_file)), clock_(clock), read_of_(time_of(file_)),
      units_(units_in(file_))
{
}

std::optional<registers::UnitId> KnownUnits::with_code(std::string_view code)
{
    const std::lock_guard lock(guard_);
    read_if_changed();
    const registers::Unit* unit = units_.valid_on(code, model::day_of(clock_.now()));
    return unit == nullptr ? std::nullopt : std::optional(unit->id);
}

void KnownUnits::read_if_changed()
{
    const auto changed = time_of(file_);
    if (changed == kNotThere || changed == read_of_ || clock_.steady() < again_) {
        return;
    }
    try {
        units_ = units_in(file_);
        read_of_ = changed;
        if (std::exchange(unreadable_, false)) {
            runtime::log(runtime::Severity::info, "the unit register is read again");
        }
    } catch (const std::exception& failure) { // SQLite's own too: what was read last holds
        again_ = clock_.steady() + kPause;
        if (!std::exchange(unreadable_, true)) {
            runtime::log(runtime::Severity::warning, "the unit register cannot be read for now",
                         {{"detail", failure.what()}});
        }
    }
}

} // namespace congto::collector
