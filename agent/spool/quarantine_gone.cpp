// Rows that went away while they were in quarantine.
#include "agent/spool/inside.h"

namespace congto::spool {

std::vector<std::string> Spool::quarantined(std::uint16_t source, std::size_t limit)
{
    const std::scoped_lock lock(inside_->guard);
    return inside_->quarantined(source, limit);
}

void Spool::release_gone(std::uint16_t source, std::uint64_t stand,
                         const std::vector<std::string>& keys)
{
    const std::scoped_lock lock(inside_->guard);
    inside_->release_gone(source, stand, keys);
}

// A row that shows a dossier too is asked for with the day of that one.
std::vector<std::string> Spool::Inside::quarantined(std::uint16_t number, std::size_t limit)
{
    SourceState& known = source(number);
    std::vector<std::string> keys = quarantine.after(number, known.quarantine_given, limit);
    known.quarantine_given = keys.size() == limit ? keys.back() : std::string();
    std::erase_if(
        keys, [&](const std::string& key) { return shown.find(number, packed(key)).has_value(); });
    return keys;
}

void Spool::Inside::release_gone(std::uint16_t number, std::uint64_t stand,
                                 const std::vector<std::string>& keys)
{
    const SourceState& before = source(number);
    if (stand != before.stand || keys.empty()) {
        return;
    }
    Next next{state, before};
    Change change(*this);
    for (const std::string& key : keys) {
        if (quarantine.remove(number, key)) {
            --next.source.accounts.in_quarantine;
        }
    }
    change.store(next);
}

} // namespace congto::spool
