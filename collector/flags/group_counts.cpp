#include "collector/flags/group_counts.h"

#include <algorithm>
#include <utility>

namespace congto::flags {
namespace {

// Dossiers by flag class, shifted, and what the register says of their level.
using Classes = std::unordered_map<std::uint64_t, std::int64_t>;
constexpr unsigned kLevelBits = 2;
constexpr std::uint64_t kLevelMask = 3;

void add(Numerators& sums, bool end_to_end, bool online, std::int64_t count)
{
    sums.end_to_end += end_to_end ? count : 0;
    sums.online_submission += online ? count : 0;
}

RegisterLevel as_register_level(model::Level level)
{
    switch (level) {
    case model::Level::unknown:
        return RegisterLevel::unknown;
    case model::Level::full:
        return RegisterLevel::full;
    case model::Level::partial:
    case model::Level::information_only:
        return RegisterLevel::lower;
    }
    return RegisterLevel::unknown;
}

bool shows(const Signal& signal, const Subject& dossier)
{
    return signal.about(dossier) && signal.known(dossier) && signal.flagged(dossier);
}

} // namespace

bool is_flagged(const Subject& dossier)
{
    return std::any_of(catalogue().begin(), catalogue().end(), [&](const Signal& signal) {
        return signal.in_sensitivity && signal.source == Source::cells && shows(signal, dossier);
    });
}

void add(GroupCounts& counts, const Subject& dossier, std::int64_t count)
{
    for (std::size_t i = 0; i < kSignals; ++i) {
        const Signal& signal = catalogue()[i];
        if (signal.source != Source::cells || !signal.about(dossier)) {
            continue;
        }
        SignalCount& sums = counts.signals[i];
        sums.about += count;
        if (signal.known(dossier)) {
            sums.known += count;
            sums.flagged += signal.flagged(dossier) ? count : 0;
        }
    }
    if (first_measured(dossier)) {
        counts.first_dossiers += count;
        add(counts.first, first_end_to_end(dossier), first_online(dossier), count);
    }
    if (!is_measured(dossier)) {
        return;
    }
    counts.dossiers += count;
    counts.by_channel.at(static_cast<std::size_t>(dossier.cls.channel())) += count;
    counts.result_by_post += dossier.cls.result_by_post() ? count : 0;
    add(counts.now, end_to_end(dossier), online(dossier), count);
    if (is_flagged(dossier)) {
        add(counts.flagged, end_to_end(dossier), online(dossier), count);
    }
}

RegisterLevel RegisterLevels::of(store::UnitId unit, std::string_view procedure, model::Month month)
{
    if (unit != unit_ || month != month_) {
        levels_.clear();
        unit_ = unit;
        month_ = month;
    }
    const auto [level, is_new] =
        levels_.try_emplace(std::string(procedure), RegisterLevel::unknown);
    if (is_new) {
        level->second = look_up(level->first);
    }
    return level->second;
}

RegisterLevel RegisterLevels::look_up(const std::string& procedure) const
{
    const model::Day last = model::last_day(month_);
    const auto level_on = [&](model::Day day) {
        const auto* line = procedures_.of_unit_on(unit_, procedure, day);
        return line == nullptr ? RegisterLevel::unknown : as_register_level(line->level);
    };
    const RegisterLevel level = level_on(last);
    model::Day day = model::first_day(month_);
    if (level != RegisterLevel::lower) {
        return level_on(day) == level ? level : RegisterLevel::unknown;
    }
    for (; day < last; ++day.number) {
        if (level_on(day) != level) {
            return RegisterLevel::unknown;
        }
    }
    return level;
}

GroupKey key_of(const store::FlagCell& cell, store::Grouping grouping)
{
    switch (grouping) {
    case store::Grouping::nothing:
        return {0, {}};
    case store::Grouping::unit:
        return {cell.unit, {}};
    case store::Grouping::body:
        return {cell.unit, std::string(cell.body)};
    case store::Grouping::procedure:
        return {cell.unit, std::string(cell.procedure)};
    }
    return {};
}

Groups counted(const store::Cells& cells, const registers::ProcedureRegister& procedures,
               const store::Scope& scope, const store::MonthSpan& months, store::Grouping grouping)
{
    // Cells are many, the classes they are of few: predicates are asked once for each.
    std::map<GroupKey, Classes> groups;
    Classes* last = nullptr;
    RegisterLevels levels(procedures);
    GroupKey last_key;
    cells.flags(scope, months, [&](const store::FlagCell& cell) {
        GroupKey key = key_of(cell, grouping);
        if (last == nullptr || key != last_key) {
            last = &groups[key];
            last_key = std::move(key);
        }
        const bool asks_register = cell.cls.level() == model::Level::full;
        (*last)[cell.cls.bits << kLevelBits |
                static_cast<std::uint64_t>(asks_register
                                               ? levels.of(cell.unit, cell.procedure, cell.month)
                                               : RegisterLevel::unknown)] += cell.count;
    });
    Groups sums;
    for (const auto& [key, classes] : groups) {
        GroupCounts& counts = sums[key];
        for (const auto& [cls, count] : classes) {
            add(counts, {{cls >> kLevelBits}, static_cast<RegisterLevel>(cls & kLevelMask)}, count);
        }
    }
    return sums;
}

} // namespace congto::flags
