#include "tests/fault/two_sessions.h"

#include "tests/support/sql.h"

#include <soci/soci.h>

#include <functional>
#include <utility>

namespace congto::test {
namespace {

// What a session may do next.
struct Standing {
    bool is_open = false;
    bool has_row = true;
    bool removed = false; // not committed yet
};

std::vector<std::pair<Act, Standing>> next_of(const Standing& now)
{
    std::vector<std::pair<Act, Standing>> next{{Act::insert, {true, now.has_row, now.removed}}};
    if (now.has_row) {
        next.push_back({Act::update, {true, true, false}});
        next.push_back({Act::remove, {true, false, true}});
    }
    if (now.is_open) {
        next.push_back({Act::commit, {false, now.has_row, false}});
        next.push_back({Act::roll_back, {false, now.has_row || now.removed, false}});
    }
    return next;
}

} // namespace

std::string name_of(const std::vector<Turn>& turns)
{
    static constexpr const char* kActs[]{"insert", "update",    "remove",
                                         "commit", "roll back", "read"};
    std::string name;
    for (const Turn& turn : turns) {
        name += turn.act == Act::read ? "" : turn.session == 0 ? "A:" : "B:";
        name += kActs[static_cast<std::size_t>(turn.act)];
        name += ' ';
    }
    return name;
}

std::vector<std::vector<Turn>> all_orders(std::size_t most)
{
    std::vector<std::vector<Turn>> all;
    std::vector<Turn> turns;
    const std::function<void(Standing, Standing)> go_on = [&](Standing first, Standing second) {
        if (!turns.empty()) {
            all.push_back(turns);
        }
        if (turns.size() == most) {
            return;
        }
        for (const auto& [act, then] : next_of(first)) {
            turns.push_back({0, act});
            go_on(then, second);
            turns.pop_back();
        }
        if (turns.empty()) {
            return;
        }
        for (const auto& [act, then] : next_of(second)) {
            turns.push_back({1, act});
            go_on(first, then);
            turns.pop_back();
        }
        if (turns.back().act != Act::read) {
            turns.push_back({0, Act::read});
            go_on(first, second);
            turns.pop_back();
        }
    };
    go_on({}, {});
    return all;
}

struct TwoSessions::Session {
    explicit Session(const Engine& engine) : sql(engine.name, engine.connection) {}

    void write(const std::string& statement)
    {
        if (!is_open) {
            sql << "begin";
            is_open = true;
        }
        sql << statement;
    }

    void end(const char* how)
    {
        sql << how;
        is_open = false;
        written.clear();
    }

    soci::session sql;
    bool is_open = false;
    long own_row = 0;
    std::map<long, std::optional<std::string>> written; // not committed
};

TwoSessions::TwoSessions(Engine engine) : engine_(std::move(engine))
{
    run_sql(engine_.name, engine_.connection,
            "create table dossier (id bigint primary key, code varchar(40) not null, status "
            "varchar(4) not null, opened date not null, m " +
                engine_.time_type +
                " not null);\ncreate index dossier_modified on dossier (m, id);\n"
                "create index dossier_opened on dossier (opened, id)");
    for (auto& session : sessions_) {
        session = std::make_unique<Session>(engine_);
    }
}

TwoSessions::~TwoSessions() = default;

std::string TwoSessions::code_of(long key) const
{
    const std::string day = model::text_of(opened_);
    return "H44.1-" + day.substr(2, 2) + day.substr(5, 2) + day.substr(8, 2) + "-" +
           std::to_string(key);
}

void TwoSessions::begin_order(model::Instant now, model::Day opened)
{
    opened_ = opened;
    committed_.clear();
    for (const int session : {0, 1}) {
        take({session, Act::insert}, now);
        sessions_[session]->own_row = next_key_ - 1;
        take({session, Act::commit}, now);
    }
}

void TwoSessions::take(const Turn& turn, model::Instant now)
{
    Session& session = *sessions_[turn.session];
    const std::string m = "'" + model::text_of(std::chrono::floor<std::chrono::seconds>(now)) + "'";
    const std::string own = " where id = " + std::to_string(session.own_row);
    switch (turn.act) {
    case Act::insert: {
        const long key = next_key_++;
        session.write("insert into dossier values (" + std::to_string(key) + ", '" + code_of(key) +
                      "', '2', '" + model::text_of(opened_) + "', " + m + ")");
        session.written[key] = "2";
        break;
    }
    case Act::update: {
        const auto written = session.written.find(session.own_row);
        const auto& before =
            written != session.written.end() ? written->second : committed_.at(session.own_row);
        const std::string status = before == "4" ? "9" : "4";
        session.write("update dossier set status = '" + status + "', m = " + m + own);
        session.written[session.own_row] = status;
        break;
    }
    case Act::remove:
        session.write("delete from dossier" + own);
        session.written[session.own_row] = std::nullopt;
        break;
    case Act::commit:
        for (const auto& [key, status] : session.written) {
            committed_[key] = status;
        }
        session.end("commit");
        break;
    case Act::roll_back:
        session.end("rollback");
        break;
    case Act::read:
        break;
    }
}

void TwoSessions::end_order()
{
    for (const int session : {0, 1}) {
        if (sessions_[session]->is_open) {
            take({session, Act::commit}, {});
        }
    }
}

std::string mapping_of(const Engine& engine)
{
    const std::string columns =
        "SELECT " + engine.text_of_time + " AS modified, id, code, status FROM dossier WHERE ";
    const std::string cursor = engine.time_of_cursor;
    const std::string key = " CAST(:after_key AS DECIMAL(20))";
    const std::string page = columns + "(m > " + cursor + " OR (m = " + cursor + " AND id >" + key +
                             ")) ORDER BY m, id LIMIT :limit";
    const std::string day = columns + "opened >= CAST(:day_from AS DATE) AND opened < " +
                            "CAST(:day_to AS DATE) AND id >" + key + " ORDER BY id LIMIT :limit";
    const std::string row = columns + "id = CAST(:key AS DECIMAL(20))";
    return R"(system = "two sessions"
[position]
cursor = "modified"
key = "id"
start_cursor = "1970-01-02 00:00:00"
start_key = "0"
[dossier]
code = "code"
[times]
zone = "+07:00"
formats = ["%Y-%m-%d %H:%M:%S%f"]
[times.columns]
received = "modified"
[status]
column = "status"
values = { received = ["2"], processing = ["4"], resolved = ["9"] }
[channel]
column = "status"
values = { online = ["2", "4", "9"] }
[query.)" + engine.name +
           "]\nnow = \"SELECT '1970-01-02 00:00:00'\"\npage = \"" + page + "\"\nday = \"" + day +
           "\"\nrow = \"" + row + "\"\n";
}

} // namespace congto::test
