#include "tests/province/live.h"

#include "tests/province/happenings.h"
#include "tests/province/life.h"
#include "tests/province/shape.h"

#include <algorithm>
#include <thread>

namespace congto::province {

namespace {

using std::chrono::steady_clock;

// Changes a transaction carries at most, when the rate asks for many.
constexpr int kChangesATransaction = 100;

// A transaction that began, but that nobody else sees yet.
struct Held {
    std::optional<steady_clock::time_point> due; // none: nothing is held
    std::vector<std::string> statements;         // to be written when due (SQLite)
    std::vector<Dossier> dossiers;
};

class Living {
public:
    Living(State& state, Database& source, Database& late, const LiveOptions& options);

    void change();
    void begin() { source_.begin(); }
    void commit();
    void end_held(bool only_when_due);
    Happened& happened() { return happened_; }

private:
    std::int64_t stamp();
    bool try_change(const Happening& happening);
    void take_in();
    void write(const Dossier& before, const Dossier& after, std::size_t place);
    void write_late(std::vector<std::string> statements, const Dossier& after, std::size_t place);
    bool is_late() { return random_.uniform() < options_.late_share; }

    State& state_;
    Database& source_;
    Database& late_;
    const LiveOptions& options_;
    CodeBook codes_;
    Catalogue catalogue_;
    Births births_;
    std::unique_ptr<Shape> shape_;
    Random random_;
    Weights weights_;
    Pools pools_;
    Numbers numbers_;
    std::vector<Dossier> written_;            // in the open transaction
    std::unordered_set<std::size_t> touched_; // their places
    Held held_;
    std::int64_t last_stamp_ = 0;
    std::int64_t ties_left_ = 0;
    Happened happened_;
};

Weights weights_of_happenings()
{
    std::vector<double> weights;
    for (const auto& happening : happenings())
        weights.push_back(happening.weight);
    return Weights(weights);
}

Living::Living(State& state, Database& source, Database& late, const LiveOptions& options)
    : state_(state), source_(source), late_(late), options_(options),
      codes_(state.codes(Series::live)), catalogue_(state.identity().unit, state.identity().seed),
      births_(catalogue_, state.identity().shape, state.identity().conduct, state.identity().seed,
              codes_),
      shape_(make_shape(state.identity().shape, state.identity().engine, catalogue_,
                        state.identity().seed)),
      random_(mixed(options.seed, static_cast<std::uint64_t>(state.reserve(0)))),
      weights_(weights_of_happenings()), numbers_(state)
{
    state.each([this](const Dossier& dossier) {
        if (dossier.kind == Kind::dossier)
            pools_.add(dossier);
    });
}

// Never goes back; a run of ties shares one.
std::int64_t Living::stamp()
{
    if (ties_left_ > 0) {
        --ties_left_;
        return last_stamp_;
    }
    if (random_.uniform() < options_.tie_share)
        ties_left_ = random_.between(1, 20);
    return last_stamp_ = std::max(last_stamp_, now_micros());
}

void Living::change()
{
    // Most that happens needs a dossier at the right stage: a young province mostly takes in.
    for (int attempt = 0; attempt != 20; ++attempt)
        if (try_change(happenings()[weights_.draw(random_)]))
            return;
    try_change(happenings().front());
}

bool Living::try_change(const Happening& happening)
{
    if (happening.stage == Stage::none) {
        take_in();
        ++happened_[happening.name];
        return true;
    }
    const auto place = pools_.draw(happening.stage, random_);
    if (!place)
        return false;
    const Dossier before = pools_.at(*place);
    Dossier after = before;
    if (!happening.act(after, {stamp(), random_, codes_, catalogue_}))
        return false;
    const bool deleted_now =
        after.standing == Standing::deleted && before.standing == Standing::shown;
    if (deleted_now && random_.uniform() < options_.hard_deletes) {
        after.standing = Standing::gone;
        ++happened_["hard deleted"];
    }
    pools_.replace(*place, after);
    write(before, after, *place);
    ++happened_[happening.name];
    return true;
}

void Living::take_in()
{
    const auto now = stamp();
    auto born = births_.dossier(numbers_.take(), now / 1'000'000, now / 1'000'000);
    born.modified = now;
    Dossier nothing;
    nothing.standing = Standing::gone;
    write(nothing, born, pools_.add(born));
}

void Living::write(const Dossier& before, const Dossier& after, std::size_t place)
{
    std::vector<Row> old_rows, new_rows;
    shape_->add_rows(before, old_rows);
    shape_->add_rows(after, new_rows);
    auto statements = change_of(shape_->tables(), old_rows, new_rows);
    // A row this transaction has written is locked: the other connection would wait for ever.
    if (is_late() && !touched_.contains(place)) {
        write_late(std::move(statements), after, place);
        return;
    }
    for (const auto& statement : statements)
        source_.execute(statement);
    written_.push_back(after);
    touched_.insert(place);
}

void Living::write_late(std::vector<std::string> statements, const Dossier& after,
                        std::size_t place)
{
    const bool one_writer = state_.identity().engine == Engine::sqlite3;
    if (!held_.due) {
        const auto delay = options_.late_by * random_.uniform();
        held_.due = steady_clock::now() + std::chrono::duration_cast<steady_clock::duration>(delay);
        if (!one_writer)
            late_.begin();
    }
    for (auto& statement : statements) {
        if (one_writer)
            held_.statements.push_back(std::move(statement));
        else
            late_.execute(statement);
    }
    pools_.hold(place);
    held_.dossiers.push_back(after);
    ++happened_["late"];
}

void Living::commit()
{
    source_.commit();
    state_.save(written_, codes_);
    written_.clear();
    touched_.clear();
}

void Living::end_held(bool only_when_due)
{
    if (!held_.due || (only_when_due && steady_clock::now() < *held_.due))
        return;
    if (state_.identity().engine == Engine::sqlite3) {
        source_.begin();
        for (const auto& statement : held_.statements)
            source_.execute(statement);
        source_.commit();
    } else
        late_.commit();
    state_.save(held_.dossiers, codes_);
    held_ = {};
    pools_.release_all();
}

} // namespace

Happened live(State& state, Database& source, Database& late, const LiveOptions& options,
              const std::atomic<bool>& stop)
{
    Living living(state, source, late, options);
    const auto start = steady_clock::now();
    std::int64_t done = 0;
    const auto is_over = [&] {
        return stop || (options.changes && done >= *options.changes) ||
               (options.duration && steady_clock::now() - start >= *options.duration);
    };
    const auto is_due = [&] {
        const std::chrono::duration<double> since = steady_clock::now() - start;
        return options.rate <= 0 || static_cast<double>(done) <= since.count() * options.rate;
    };
    while (!is_over()) {
        living.end_held(true);
        if (!is_due()) {
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
            continue;
        }
        living.begin();
        for (int i = 0; i != kChangesATransaction && !is_over() && is_due(); ++i, ++done)
            living.change();
        living.commit();
    }
    living.end_held(false);
    living.happened()["changes"] = done;
    return living.happened();
}

} // namespace congto::province
