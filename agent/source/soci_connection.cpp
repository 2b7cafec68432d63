#include "agent/source/connection.h"
#include "agent/source/parameters.h"
#include "agent/source/soci_dialect.h"
#include "agent/source/sqlite_deadline.h"
#include "config/runtime/failure.h"

#include <soci/soci.h>

#include <map>
#include <optional>

namespace congto::source {
namespace {

// A query prepared on a session, with the places its parameters and cells live in.
class Prepared {
public:
    Prepared(soci::session& session, const std::string& sql);
    Page run(const Values& values);

private:
    // SOCI binds by address: whatever is bound stays where it is.
    struct Binding {
        std::vector<std::string> texts;
        long long limit = 0;
    };

    void set(const Values& values);
    void bind_parameters(soci::statement& statement);
    // Needs the parameters set: two of the engines run a query to describe it. One that gives no
    // rows of the page's columns gives one value, and is not run twice only to learn its name.
    std::vector<std::string> described_columns();
    void bind();
    // The row fetched last; its cells are moved out of their places.
    std::vector<std::optional<std::string>> take_row();

    soci::session& session_;
    Statement statement_;
    Binding bound_;
    std::vector<std::string> columns_;
    std::vector<std::string> cells_;
    std::vector<soci::indicator> indicators_;
    std::optional<soci::statement> prepared_;
};

Prepared::Prepared(soci::session& session, const std::string& sql)
    : session_(session), statement_(with_own_marks(sql, Marks::numbered_names))
{
    bound_.texts.resize(statement_.parameters.size());
}

void Prepared::set(const Values& values)
{
    for (std::size_t i = 0; i < bound_.texts.size(); ++i) {
        bound_.texts[i] = text_of(statement_.parameters[i], values);
    }
    bound_.limit = static_cast<long long>(values.limit);
}

// The limit goes as a number: MySQL takes no text there.
void Prepared::bind_parameters(soci::statement& statement)
{
    for (std::size_t i = 0; i < bound_.texts.size(); ++i) {
        if (statement_.parameters[i] == Parameter::limit) {
            statement.exchange(soci::use(bound_.limit));
        } else {
            statement.exchange(soci::use(bound_.texts[i]));
        }
    }
}

std::vector<std::string> Prepared::described_columns()
{
    if (!statement_.has(Parameter::limit) && !statement_.has(Parameter::key)) {
        return {"value"};
    }
    soci::row row;
    soci::statement described(session_);
    described.alloc();
    described.prepare(statement_.sql);
    bind_parameters(described);
    described.define_and_bind();
    described.set_row(&row);
    described.execute(false);
    std::vector<std::string> names;
    for (std::size_t i = 0; i < row.size(); ++i) {
        names.push_back(row.get_properties(i).get_name());
    }
    return names;
}

void Prepared::bind()
{
    columns_ = described_columns();
    cells_.resize(columns_.size());
    indicators_.resize(columns_.size(), soci::i_ok);
    prepared_.emplace(session_);
    prepared_->alloc();
    prepared_->prepare(statement_.sql);
    bind_parameters(*prepared_);
    for (std::size_t i = 0; i < cells_.size(); ++i) {
        prepared_->exchange(soci::into(cells_[i], indicators_[i]));
    }
    prepared_->define_and_bind();
}

std::vector<std::optional<std::string>> Prepared::take_row()
{
    std::vector<std::optional<std::string>> row(cells_.size());
    for (std::size_t i = 0; i < cells_.size(); ++i) {
        if (indicators_[i] != soci::i_null) {
            row[i].emplace(std::move(cells_[i]));
        }
    }
    return row;
}

Page Prepared::run(const Values& values)
{
    set(values);
    if (!prepared_) {
        bind();
    }
    Page page;
    page.columns = columns_;
    for (bool more = prepared_->execute(true); more; more = prepared_->fetch()) {
        page.rows.push_back(take_row());
    }
    return page;
}

class SociConnection final : public Connection {
public:
    SociConnection(SqlSettings settings, ConnectString secret);
    ~SociConnection() override;
    Page run(const std::string& sql, const Values& values) override;
    std::string dbms() const override { return settings_.engine; }

private:
    void open();
    Page run_prepared(const std::string& sql, const Values& values);

    SqlSettings settings_;
    ConnectString secret_;
    SociDialect dialect_;
    soci::session session_;
    std::map<std::string, Prepared, std::less<>> prepared_;
};

SociConnection::SociConnection(SqlSettings settings, ConnectString secret)
    : settings_(std::move(settings)), secret_(std::move(secret)),
      dialect_(soci_dialect(settings_, secret_))
{
    try {
        open();
    } catch (const soci::soci_error& failed) {
        throw runtime::Unavailable(complaint(settings_, "cannot connect to " + settings_.engine,
                                             secret_, failed.get_error_message()));
    }
}

SociConnection::~SociConnection() = default;

void SociConnection::open()
{
    session_.open(dialect_.backend, dialect_.connect_string);
    for (const std::string& statement : dialect_.on_connect) {
        session_ << statement;
    }
    if (dialect_.backend == "mysql") {
        std::string version;
        session_ << "SELECT version()", soci::into(version);
        session_ << mysql_timeout(version, settings_.statement_timeout);
    }
}

Page SociConnection::run(const std::string& sql, const Values& values)
{
    try {
        std::optional<SqliteDeadline> deadline;
        if (dialect_.backend == "sqlite3") {
            deadline.emplace(session_, settings_.statement_timeout);
        }
        return run_prepared(sql, values);
    } catch (const soci::soci_error& failed) {
        throw runtime::Unavailable(
            complaint(settings_, "a query failed", secret_, failed.get_error_message()));
    }
}

Page SociConnection::run_prepared(const std::string& sql, const Values& values)
{
    auto found = prepared_.find(sql);
    if (found == prepared_.end()) {
        found = prepared_.try_emplace(sql, session_, sql).first;
    }
    session_ << dialect_.begin;
    Page page = found->second.run(values);
    session_ << "COMMIT";
    // A whole page: more follow, and rows lie near those of the page before.
    if (dialect_.backend == "sqlite3" && page.rows.size() < values.limit) {
        session_ << "PRAGMA shrink_memory";
    }
    return page;
}

} // namespace

std::unique_ptr<Connection> connect_soci(const SqlSettings& settings, ConnectString secret)
{
    return std::make_unique<SociConnection>(settings, std::move(secret));
}

} // namespace congto::source
