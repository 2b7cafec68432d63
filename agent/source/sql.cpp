#include "agent/source/sql.h"

#include "agent/source/connection.h"
#include "agent/source/pace.h"
#include "agent/source/transactions.h"
#include "config/runtime/failure.h"

#include <algorithm>
#include <charconv>
#include <thread>

namespace congto::source {
namespace {

// Rights granted while an agent runs are taken up after as long. To ask costs a connection where it
// is refused.
constexpr std::chrono::milliseconds kAskForRightEach{std::chrono::minutes(5)};
// InnoDB shows what it showed before to whoever asks again within a tenth of a second.
constexpr std::chrono::milliseconds kAskForAgeEach{900};

class SqlSource final : public Source {
public:
    SqlSource(SqlSettings settings, Queries queries, runtime::Clock& clock)
        : settings_(std::move(settings)), queries_(std::move(queries)), clock_(clock),
          pace_(settings_.rows_per_second)
    {
    }

    Page read(const Position& after, std::size_t limit) override;
    std::optional<std::uint64_t> count(const Position& after) override;
    std::string now() override;
    bool reads_days() const override { return !queries_.day.empty(); }
    Page read_day(const std::string& day, const std::string& after_key, std::size_t limit) override;
    Page read_row(const std::string& key) override;
    std::optional<std::chrono::milliseconds> oldest_transaction() override;

private:
    Page run_paced(const std::string& sql, const Values& values);
    Page run(const std::string& sql, const Values& values);
    std::string only_value(const std::string& sql, const Position& after, std::string_view of);
    Position from(const Position& after) const;
    Connection& connected();
    std::optional<std::chrono::milliseconds> age_if_granted();

    SqlSettings settings_;
    Queries queries_;
    runtime::Clock& clock_;
    Pace pace_;
    std::optional<std::chrono::milliseconds> oldest_;
    std::chrono::steady_clock::time_point asked_at_{};
    std::chrono::steady_clock::time_point ask_again_at_{};
    std::unique_ptr<Connection> connection_; // none: connect at the next call
};

Page SqlSource::read(const Position& after, std::size_t limit)
{
    return run_paced(queries_.page, {from(after), limit});
}

Page SqlSource::read_day(const std::string& day, const std::string& after_key, std::size_t limit)
{
    return run_paced(queries_.day,
                     day_values(day, after_key.empty() ? queries_.start.key : after_key, limit));
}

Page SqlSource::read_row(const std::string& key)
{
    Values values;
    values.key = key;
    return run_paced(queries_.row, values);
}

std::optional<std::chrono::milliseconds> SqlSource::oldest_transaction()
{
    const auto now = clock_.steady();
    if (now >= ask_again_at_) {
        oldest_ = age_if_granted();
        asked_at_ = now;
        ask_again_at_ = now + (oldest_ ? kAskForAgeEach : kAskForRightEach);
    }
    if (!oldest_) {
        return std::nullopt;
    }
    // What is open now was open then, or began since.
    return *oldest_ + std::chrono::ceil<std::chrono::milliseconds>(now - asked_at_);
}

// Some engines refuse by an error. Refused is what fails on a new connection too, while the source
// answers other questions.
std::optional<std::chrono::milliseconds> SqlSource::age_if_granted()
{
    for (int attempt = 0; attempt < 2; ++attempt) {
        try {
            return source::oldest_transaction(connected(), settings_.name);
        } catch (const runtime::Unavailable&) {
            connection_.reset();
        }
    }
    if (!queries_.now.empty()) {
        now();
    }
    return std::nullopt;
}

std::optional<std::uint64_t> SqlSource::count(const Position& after)
{
    if (queries_.count.empty()) {
        return std::nullopt;
    }
    const std::string text = only_value(queries_.count, after, "count");
    std::uint64_t number = 0;
    const auto parsed = std::from_chars(text.data(), text.data() + text.size(), number);
    if (parsed.ec != std::errc{} || parsed.ptr != text.data() + text.size()) {
        throw runtime::Unavailable("source " + settings_.name +
                                   ": the mapping's count query does not give a whole number");
    }
    return number;
}

std::string SqlSource::now()
{
    return only_value(queries_.now, {}, "now");
}

std::string SqlSource::only_value(const std::string& sql, const Position& after,
                                  std::string_view of)
{
    const Page page = run(sql, {from(after), 1});
    if (page.rows.size() != 1 || page.rows.front().size() != 1 || !page.rows.front().front()) {
        throw runtime::Unavailable("source " + settings_.name + ": the mapping's " +
                                   std::string(of) + " query must give one row of one value");
    }
    return *page.rows.front().front();
}

Position SqlSource::from(const Position& after) const
{
    return after == Position{} ? queries_.start : after;
}

Connection& SqlSource::connected()
{
    if (!connection_) {
        connection_ = connect(settings_);
    }
    return *connection_;
}

Page SqlSource::run_paced(const std::string& sql, const Values& values)
{
    std::this_thread::sleep_for(pace_.wait(clock_.steady()));
    Page page = run(sql, values);
    // A question that finds nothing costs the source no less than a row.
    pace_.spent(std::max<std::size_t>(page.rows.size(), 1), clock_.steady());
    return page;
}

Page SqlSource::run(const std::string& sql, const Values& values)
{
    try {
        return connected().run(sql, values);
    } catch (const runtime::Unavailable&) {
        connection_.reset();
        throw;
    }
}

} // namespace

std::unique_ptr<Source> open_sql(const SqlSettings& settings, const Queries& queries,
                                 runtime::Clock& clock)
{
    return std::make_unique<SqlSource>(settings, queries, clock);
}

std::unique_ptr<Connection> connect(const SqlSettings& settings)
{
    ConnectString secret = ConnectString::from_file(settings.connection_file, settings.engine);
    return settings.engine == "odbc" ? connect_odbc(settings, std::move(secret))
                                     : connect_soci(settings, std::move(secret));
}

std::string complaint(const SqlSettings& settings, std::string_view what,
                      const ConnectString& secret, std::string_view driver_says)
{
    return "source " + settings.name + ": " + std::string(what) + ": " +
           secret.cleaned(driver_says);
}

} // namespace congto::source
