// How long a figure lags behind a commit, with and without another transaction held open.
//
// A dossier is committed in a month of its own, and the month's figure is looked at until it has
// grown by one; then the next. Meanwhile the province lives, and every row it holds was written
// within the overlap. The raw side polls the same query in the same rhythm, and makes each row
// durable in a file.
#include "tests/bench/benches.h"

#include "collector/store/reader.h"
#include "tests/bench/measure.h"
#include "tests/bench/native_select.h"
#include "tests/bench/programs.h"
#include "tests/bench/raw_sqlite.h"
#include "tests/bench/spooling.h"
#include "tests/support/files.h"
#include "tests/support/temp_postgres.h"

#include <algorithm>
#include <chrono>
#include <functional>
#include <random>
#include <stdexcept>
#include <thread>

namespace congto::bench {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using Steady = std::chrono::steady_clock;

constexpr milliseconds kPoll{1000}; // the agent's, unless its settings say otherwise
constexpr seconds kWrittenBefore{3};
constexpr double kAim = 2; // seconds, of 99 in 100

// One dossier more in the month of markers, written now: a copy of another one.
std::string marker_insert(std::size_t number)
{
    return "INSERT INTO dossier SELECT (jsonb_populate_record(d, jsonb_build_object("
           "'id', gen_random_uuid(), 'code', '000.00.01.H44-240315-" +
           std::to_string(1'000'000 + number).substr(1) +
           "', 'created_at', '2024-03-15 08:00:00', 'submitted_at', '2024-03-15 08:00:00', "
           "'received_at', '2024-03-15 09:00:00', 'status', '4', "
           "'last_modified', localtimestamp, 'deleted_on', null, 'parent_id', null))).* "
           "FROM dossier d LIMIT 1";
}

// As `rates` counts them.
std::int64_t markers_in(const store::Reader& reader)
{
    const store::Period month{*model::parse_day("2024-03-01"), *model::parse_day("2024-03-31")};
    std::int64_t markers = 0;
    for (const auto& group :
         reader.cells()->counts(store::Basis::received, {}, month, store::Grouping::nothing))
        for (const auto& cell : group.counts)
            markers += cell.count;
    return markers;
}

double seconds_since(Steady::time_point start)
{
    return std::chrono::duration<double>(Steady::now() - start).count();
}

// A living one-stop system and a connection that commits one dossier at a time.
class Source {
public:
    explicit Source(const Plan& plan)
        : system_{"postgresql", server_.soci_connection(), wide_mapping()}, random_(plan.seed)
    {
        make_one_stop(plan, system_, folder_.path());
        fill_one_stop(plan, plan.rows, folder_.path(), Stamped::now);
        writer_ = postgresql_client(server_.soci_connection());
        reader_ = server_.create_reader("reader");
        living_ = std::make_unique<test::Process>(
            plan.programs / "congto-province",
            std::vector<std::string>{"live", "--state", (folder_ / "truth.db").string(), "--rate",
                                     "20"});
    }

    // At any moment of the polls' rhythm; gives the moment of the commit.
    Steady::time_point commit_marker(milliseconds written_before = {})
    {
        test::sleep_for(milliseconds(random_() % 1000));
        writer_->fetch("BEGIN");
        writer_->fetch(marker_insert(++markers_));
        test::sleep_for(written_before);
        writer_->fetch("COMMIT");
        return Steady::now();
    }
    std::size_t markers() const { return markers_; }
    const OneStop& system() const { return system_; }
    std::unique_ptr<NativeClient> connect() const { return postgresql_client(system_.connection); }
    // Without the right to see how long transactions are open.
    OneStop without_right() const
    {
        return {"postgresql", server_.soci_connection(test::kFirstDatabase, reader_),
                wide_mapping()};
    }

private:
    test::TempDir folder_;
    test::TempPostgres server_;
    OneStop system_;
    std::mt19937_64 random_;
    std::size_t markers_ = 0;
    std::unique_ptr<NativeClient> writer_;
    test::Login reader_;
    std::unique_ptr<test::Process> living_;
};

// A transaction that has written and does not end while this lives.
class HeldOpen {
public:
    explicit HeldOpen(const Source& source) : connection_(source.connect())
    {
        connection_->fetch("BEGIN");
        connection_->fetch(marker_insert(999'999));
    }

private:
    std::unique_ptr<NativeClient> connection_;
};

struct Lags {
    double median = 0; // seconds
    double p99 = 0;
    double most = 0;
};

Lags lags_of(std::size_t times, const std::function<double()>& lag)
{
    std::vector<double> all;
    for (std::size_t time = 0; time < times; ++time)
        all.push_back(lag());
    std::sort(all.begin(), all.end());
    const auto at = [&](std::size_t percent) { return all[(times - 1) * percent / 100]; };
    // Of fewer than a hundred the 99th percentile is the most.
    return {at(50), times < 100 ? all.back() : at(99), all.back()};
}

Lags lags_of_ours(const Plan& plan, Source& source, const OneStop& system, std::size_t times,
                  milliseconds written_before = {})
{
    const test::TempDir folder;
    RunningCollector collector(plan, folder.path());
    const auto settings = set_up_agent(plan, system, collector.address(), folder.path());
    test::ProcessOptions options;
    options.error = folder / "agent.log";
    test::Process agent(plan.programs / "congto-agent", {"run", "--settings", settings.string()},
                        options);
    const auto reader = store::Reader::open(store::StateDirectory(collector.state()));
    const auto lag = [&](std::chrono::minutes patience) {
        const auto committed = source.commit_marker(written_before);
        const auto all = static_cast<std::int64_t>(source.markers());
        if (!test::eventually([&] { return markers_in(reader) >= all; }, patience))
            throw std::runtime_error("a dossier is not in the figure: " +
                                     test::read_file(options.error));
        return seconds_since(committed);
    };
    lag(std::chrono::minutes(10)); // the back-fill's
    const Lags lags = lags_of(times, [&] { return lag(std::chrono::minutes(1)); });
    if (agent.stop() != 0 || collector.process().stop() != 0)
        throw std::runtime_error("a program ended with an error");
    return lags;
}

Lags lags_of_raw(Source& source, std::size_t times)
{
    const test::TempDir folder;
    RawDatabase file(folder / "raw.db", RawDatabase::Access::writing);
    file.execute("CREATE TABLE observation (id INTEGER PRIMARY KEY, payload BLOB)");
    const auto reader = source.connect();
    const source::Queries queries = queries_of(source.system());
    const auto start = Steady::now();
    return lags_of(times, [&] {
        const auto now = std::chrono::floor<seconds>(std::chrono::system_clock::now());
        const source::Position after{model::text_of(now), queries.start.key};
        const auto committed = source.commit_marker();
        std::this_thread::sleep_until(start + ((Steady::now() - start) / kPoll + 1) * kPoll);
        if (reader->fetch(with_values(queries.page, after, kRowsOfPage)).rows == 0)
            throw std::runtime_error("the bare poll did not find what was committed");
        file.execute("INSERT INTO observation (payload) VALUES (zeroblob(100))");
        return seconds_since(committed);
    });
}

void print_lags(std::string_view name, const Lags& lags, const Lags& raw)
{
    print_figure(name, fixed(lags.median, 2) + " / " + fixed(lags.p99, 2) + " / " +
                           fixed(lags.most, 2) + " s, p99 of raw to it " +
                           fixed(raw.p99 / lags.p99, 2) + ", aim " + fixed(kAim, 0) + " s");
}

} // namespace

void be_fresh(const Plan& plan)
{
    Source source(plan);
    const std::size_t times = std::clamp<std::size_t>(plan.rows / 1000, 3, 200);
    print_figure("commit → figure", "median / p99 / most of " + std::to_string(times));
    const Lags raw = lags_of_raw(source, times);
    print_lags("a bare poll each second, and one commit", raw, raw);
    print_lags("nothing held open", lags_of_ours(plan, source, source.system(), times), raw);
    const HeldOpen held(source);
    print_lags("a transaction held open", lags_of_ours(plan, source, source.system(), times), raw);
    print_lags("…, without the right to see it",
               lags_of_ours(plan, source, source.without_right(), times), raw);
    print_lags("…, written 3 s before its commit",
               lags_of_ours(plan, source, source.system(), (times + 3) / 4, kWrittenBefore), raw);
}

} // namespace congto::bench
