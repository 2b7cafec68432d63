#include "collector/store/standings.h"

#include "collector/store/statement.h"

#include <algorithm>
#include <string_view>

namespace congto::store {
namespace {

constexpr std::string_view kSources =
    "SELECT s.unit, s.name, s.dossiers, s.mapped, s.quarantined, s.unread, s.assigned, "
    "s.caught_up, "
    "s.known_at, p.durable_sequence, substr(lower(hex(p.spool_id)), 1, 8), p.agent_version, "
    "p.receipted_at, p.applied, p.unchanged, p.rejected, p.id, p.two_since, "
    "substr(lower(hex(o.spool_id)), 1, 8), o.two_since "
    "FROM source s JOIN spool p ON p.id = s.spool LEFT JOIN spool o ON o.id = p.two_with ORDER BY "
    "s.unit, s.name";

model::Instant instant_of(std::int64_t microseconds)
{
    return model::Instant(std::chrono::microseconds(microseconds));
}

SourceHolding holding_in(const Statement& row)
{
    SourceHolding holding;
    holding.unit = row.integer(0);
    holding.source = row.text(1);
    holding.dossiers = row.integer(2);
    holding.mapped = row.integer(3);
    holding.quarantined = row.integer(4);
    if (!row.is_null(5)) {
        holding.unread = row.integer(5);
    }
    holding.unsent = std::max<std::int64_t>(0, row.integer(6) - row.integer(9));
    holding.spool = row.integer(16);
    holding.caught_up = row.integer(7) != 0;
    holding.known_at = instant_of(row.integer(8));
    return holding;
}

} // namespace

std::vector<SourceHolding> read_holdings(sqlite3* connection)
{
    Statement row(connection, kSources);
    std::vector<SourceHolding> holdings;
    while (row.step()) {
        holdings.push_back(holding_in(row));
    }
    return holdings;
}

std::vector<AgentStanding> read_agents(sqlite3* connection)
{
    Statement row(connection, kSources);
    std::vector<AgentStanding> agents;
    while (row.step()) {
        AgentStanding& agent = agents.emplace_back();
        agent.unit = row.integer(0);
        agent.source = row.text(1);
        agent.durable_sequence = row.integer(9);
        agent.spool = row.text(10);
        agent.agent_version = row.text(11);
        if (!row.is_null(12)) {
            agent.receipted_at = instant_of(row.integer(12));
        }
        agent.applied = row.integer(13);
        agent.unchanged = row.integer(14);
        agent.rejected = row.integer(15);
        agent.spool_number = row.integer(16);
        if (!row.is_null(17)) {
            agent.two_since = instant_of(row.integer(17));
        }
        if (!row.is_null(18)) {
            agent.other_spool = row.text(18);
            agent.other_is_refused = !row.is_null(19);
        }
        agent.holding = holding_in(row);
    }
    return agents;
}

std::vector<RefusedSpool> read_refused_spools(sqlite3* connection)
{
    Statement row(connection, "SELECT unit, id, substr(lower(hex(spool_id)), 1, 8) FROM spool "
                              "WHERE two_since IS NOT NULL ORDER BY unit, id");
    std::vector<RefusedSpool> refused;
    while (row.step()) {
        refused.push_back({row.integer(0), row.integer(1), std::string(row.text(2))});
    }
    return refused;
}

} // namespace congto::store
