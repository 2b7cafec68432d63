#include "agent/reading/proven.h"

namespace congto::reading {
namespace {

constexpr std::chrono::hours kLongestBackfill{6};

} // namespace

Proven::Proven(const Tempo& tempo, Follow& follow, Days& days, runtime::Clock& clock)
    : tempo_(tempo), follow_(follow), days_(days), clock_(clock), began_(clock.steady())
{
    follow_.meanwhile(
        [this](const std::stop_token& stop) { days_.beat(stop, tempo_.poll, scope()); });
}

void Proven::poll(const std::stop_token& stop)
{
    follow_.poll(stop);
    days_.beat(stop, tempo_.poll, scope());
}

Scope Proven::scope() const
{
    const bool waited = clock_.steady() - began_ >= kLongestBackfill;
    return follow_.has_reached_end() || waited ? Scope::due : Scope::asked;
}

} // namespace congto::reading
