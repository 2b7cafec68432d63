#include "agent/reading/day_reading.h"

#include "config/runtime/log.h"

#include <algorithm>
#include <random>

namespace congto::reading {
namespace {

// Each is a query: of more, a sample tells whether the day query can be believed.
constexpr std::size_t kMostAsked = 2000;
constexpr std::size_t kSample = 1000;
constexpr std::size_t kAskedAStep = 100;
constexpr std::size_t kQuarantinedADay = 20;
// Days asked whether the source shows anything at all.
constexpr std::size_t kOtherDays = 12;

bool shows_dossier_of(const spool::ReadPage& page, model::Day day)
{
    return std::any_of(page.rows.begin(), page.rows.end(), [&](const spool::ReadRow& row) {
        const auto* mapped = std::get_if<mapping::Mapped>(&row.mapped.outcome);
        return mapped != nullptr && mapped->observation.id.opened() == day;
    });
}

} // namespace

DayReading::DayReading(const DaySource& source, const Turn& turn)
    : source_(source), turn_(turn), stand_(source.spool.stand(source.number)),
      began_(source.clock.now()), codes_(turn.day)
{
    source_.spool.begin_day(source_.number, turn_.day);
}

DayReading::Step DayReading::step()
{
    asking_source_ = false;
    return asking_ ? ask() : read_page();
}

DayReading::Step DayReading::read_page()
{
    DayPage read = asked(
        [this] { return source_.pages.read_day(stand_, turn_.day, after_, source_.page_rows); });
    const std::size_t rows = read.page.rows.size();
    if (rows_ == 0 && rows != 0) {
        first_ = read.page.rows.front().mapped.position.key;
    }
    const std::string last_key = read.last_key;
    const bool last = read.last;
    if (!take(std::move(read))) {
        return Step::stale;
    }
    rows_ += rows;
    after_ = last_key;
    if (!last) {
        return Step::goes_on;
    }
    return turn_.kind == Kind::look ? Step::ended : begin_asking();
}

bool DayReading::take(DayPage read)
{
    for (std::size_t i = 0; i < read.numbers.size(); ++i) {
        if (read.numbers[i]) {
            codes_.add(*read.numbers[i], read.page.rows[i].mapped);
        }
    }
    const spool::Taken taken = source_.spool.take_day(std::move(read.page));
    quarantined_ += taken.quarantined;
    left_out_ += taken.left_out;
    return !taken.stale;
}

DayReading::Step DayReading::begin_asking()
{
    if (rows_ != 0) {
        ask_for_quarantined();
    }
    if (list_unmet() == 0) {
        return end();
    }
    std::vector<std::string> shown{first_, after_};
    if (rows_ == 0) {
        const auto another = row_of_another_day();
        shown = {another.value_or("")};
        if (!another) {
            return disbelieve(
                "it shows no row of this day nor of others, though dossiers of them are "
                "known: a right taken away, or an emptied table; nothing is claimed "
                "until it shows some, and a source that is gone is to be forgotten: "
                "congto-agent source forget");
        }
    }
    if (!finds(shown)) {
        return disbelieve("its row query does not find the row of a key its day query shows, so "
                          "what it does not find may be there; mend the mapping's row query");
    }
    asking_ = true;
    return Step::goes_on;
}

std::uint64_t DayReading::list_unmet()
{
    to_ask_ = source_.spool.unmet(source_.number, kMostAsked + 1, "");
    std::uint64_t unmet = to_ask_.size();
    if (unmet <= kMostAsked) {
        return unmet;
    }
    sampled_ = true;
    std::minstd_rand random(std::random_device{}());
    std::vector<std::string> sample;
    unmet = 0;
    for (; !to_ask_.empty();
         to_ask_ = source_.spool.unmet(source_.number, source_.page_rows, to_ask_.back())) {
        for (const std::string& key : to_ask_) {
            // Each of those seen so far is in the sample with the same chance.
            const std::uint64_t place =
                std::uniform_int_distribution<std::uint64_t>(0, unmet++)(random);
            if (sample.size() < kSample) {
                sample.push_back(key);
            } else if (place < kSample) {
                sample[place] = key;
            }
        }
    }
    to_ask_ = std::move(sample);
    return unmet;
}

// The newest days known, and some spread over all.
std::optional<std::string> DayReading::row_of_another_day()
{
    std::vector<spool::DayStand> known = source_.spool.days(source_.number);
    std::erase_if(known, [&](const spool::DayStand& one) {
        return one.dossiers == 0 || one.day == turn_.day;
    });
    const std::size_t newest = std::min(known.size(), kOtherDays / 2);
    const std::size_t apart = std::max<std::size_t>(1, known.size() / (kOtherDays - newest + 1));
    for (std::size_t i = 0; i < known.size(); ++i) {
        const bool chosen = i % apart == 0 || i + newest >= known.size();
        const auto read = [&] { return source_.pages.read_day(stand_, known[i].day, "", 1); };
        if (!chosen) {
            continue;
        }
        if (const DayPage page = asked(read); !page.page.rows.empty()) {
            return page.last_key;
        }
    }
    return std::nullopt;
}

// One that went meanwhile proves nothing; two of them hardly ever do.
bool DayReading::finds(const std::vector<std::string>& shown)
{
    return std::any_of(shown.begin(), shown.end(), [this](const std::string& key) {
        return asked([&] { return source_.pages.read_row(stand_, key); }).has_value();
    });
}

// They are of any day: nothing but themselves says when they are gone.
void DayReading::ask_for_quarantined()
{
    std::vector<std::string> gone = source_.spool.quarantined(source_.number, kQuarantinedADay);
    if (gone.empty() || !finds({first_, after_})) {
        return;
    }
    std::erase_if(gone, [this](const std::string& key) {
        return asked([&] { return source_.pages.read_row(stand_, key); }).has_value();
    });
    source_.spool.release_gone(source_.number, stand_.stand, gone);
}

DayReading::Step DayReading::ask()
{
    for (std::size_t rows = 0; rows < kAskedAStep && !to_ask_.empty(); ++rows) {
        auto found = asked([this] { return source_.pages.read_row(stand_, to_ask_.back()); });
        if (found) {
            if (sampled_) {
                return disbelieve("its day query does not show thousands of rows of this day, "
                                  "some of which are there when asked for by their keys; mend the "
                                  "mapping's day query");
            }
            missed_ += shows_dossier_of(found->page, turn_.day) ? 1 : 0;
            if (!take(std::move(*found))) {
                return Step::stale;
            }
        }
        to_ask_.pop_back();
    }
    return to_ask_.empty() ? end() : Step::goes_on;
}

DayReading::Step DayReading::end()
{
    const spool::DayEnded ended =
        source_.spool.end_day({source_.number, stand_.stand, turn_.day, quarantined_, left_out_,
                               source_.clock.now(), codes_.sequences()});
    removed_ = ended.removed;
    return ended.stale ? Step::stale : Step::ended;
}

DayReading::Step DayReading::disbelieve(std::string why)
{
    why_ = std::move(why);
    return Step::disbelieved;
}

} // namespace congto::reading
