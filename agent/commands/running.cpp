#include "agent/commands/running.h"

#include "agent/commands/handed_receipt.h"
#include "agent/commands/left_sources.h"
#include "config/runtime/backoff.h"
#include "config/runtime/failure.h"
#include "config/runtime/log.h"

#include <functional>

namespace congto::agent {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds kLook{200};

// Runs `work`; the faults it throws are added to the others.
template <typename Work>
void collect(std::vector<std::string>& faults, Work&& work)
{
    try {
        work();
    } catch (const runtime::BadSettings& bad) {
        faults.insert(faults.end(), bad.faults().begin(), bad.faults().end());
    }
}

} // namespace

struct Running::Source {
    Source(const source::SqlSettings& chosen, mapping::Mapping read, model::UnitKey key)
        : settings(chosen), mapping(std::move(read)),
          source(source::open_sql(settings, mapping.queries_of(settings), clock)),
          pages(*source, mapping, std::move(key))
    {
    }

    source::SqlSettings settings;
    runtime::SystemClock clock;
    mapping::Mapping mapping;
    std::unique_ptr<source::Source> source;
    reading::PageReader pages;
    std::uint16_t number = 0;
};

std::vector<std::unique_ptr<Running::Source>> Running::make_sources(const Settings& settings)
{
    std::vector<std::string> faults;
    std::vector<std::unique_ptr<Source>> sources;
    collect(faults, [&] { model::UnitKey::from_file(settings.key_file); });
    // One edition of the register for all; what it lacks is told once.
    auto accounts = std::make_shared<const mapping::Accounts>();
    collect(faults, [&] { accounts = mapping::read_accounts(settings.accounts); });
    for (const source::SqlSettings& one : settings.sources) {
        collect(faults, [&] {
            mapping::Mapping mapping = mapping::Mapping::from_file(one.mapping, accounts);
            mapping.queries_of(one);
            if (faults.empty()) {
                sources.push_back(std::make_unique<Source>(
                    one, std::move(mapping), model::UnitKey::from_file(settings.key_file)));
            }
        });
    }
    if (!faults.empty()) {
        throw runtime::BadSettings(std::move(faults));
    }
    return sources;
}

Running::Running(const Settings& settings, Purpose purpose, const Patience& patience)
    : purpose_(purpose), patience_(patience), address_(settings.collector.address),
      spool_file_(settings.spool.file), asked_days_file_(asked_days_file(settings.spool.file)),
      sources_(make_sources(settings)), certificate_(settings.collector, clock_)
{
    const spool::Owner owner{settings.unit, model::UnitKey::from_file(settings.key_file).id()};
    spool_ = std::make_unique<spool::Spool>(settings.spool, owner);
    if (auto faults = left_sources(settings, spool_->standing().sources); !faults.empty()) {
        throw runtime::BadSettings(std::move(faults));
    }
    for (const auto& source : sources_) {
        source->number =
            spool_->open_source(source->settings.name, source->mapping.digest()).number;
    }
    balances_ = std::make_unique<Balances>(*spool_, settings.metrics_file, clock_,
                                           [this] { return certificate_.metrics(); });
    if (!settings.collector.by_file) {
        uplink_ = std::make_unique<uplink::Uplink>(settings.collector, *spool_, clock_);
    }
}

Running::~Running()
{
    stop_.request_stop();
    for (std::thread& thread : threads_) {
        thread.join();
    }
}

void Running::start()
{
    reading_ = sources_.size();
    for (const auto& source : sources_) {
        threads_.emplace_back([this, &source] { work([&] { read(*source); }); });
    }
    if (uplink_) {
        threads_.emplace_back([this] { work([&] { send(); }); });
    }
    if (patience_) {
        threads_.emplace_back([this] { work([&] { end_by_itself(); }); });
    }
}

bool Running::ask(const std::vector<AskedDays>& asked)
{
    for (const AskedDays& one : asked) {
        for (const auto& source : sources_) {
            if (source->settings.name == one.source) {
                spool_->ask_for_days(source->number, one.from, one.to);
            }
        }
    }
    return true;
}

void Running::take_asked_days()
{
    const FoundDays found = find_asked_days(asked_days_file_);
    if (!found.found) {
        return;
    }
    std::string fault = found.fault;
    try {
        ask(found.asked);
        std::filesystem::remove(asked_days_file_);
    } catch (const runtime::Unavailable& away) {
        fault = away.what(); // the note stays
    } catch (const std::filesystem::filesystem_error& error) {
        fault = error.what();
    }
    if (!fault.empty() && fault != asked_fault_) {
        runtime::log(runtime::Severity::warning, "days asked for are not taken",
                     {{"detail", fault}});
    }
    asked_fault_ = fault;
}

void Running::take_handed_receipt()
{
    if (!uplink_) {
        agent::take_handed_receipt(*spool_, spool_file_);
    }
}

void Running::read(Source& source)
{
    const source::SqlSettings& settings = source.settings;
    SourceBeat beat(settings, {source.pages, *spool_, clock_, source.number, settings.page},
                    purpose_);
    reading::Reading reading(
        settings.name, settings.poll, beat, clock_, [&](const std::string& why) {
            spool_->note_hindrance(source.number, spool::Hindered::source, why);
        });
    if (patience_) {
        reading.run_once(stop_.get_token(), *patience_);
    } else {
        reading.run(stop_.get_token());
    }
    --reading_;
}

void Running::send()
{
    uplink_->run(stop_.get_token());
    done_ = patience_.has_value() && !stop_.stop_requested();
}

// When everything is read, the rest is the collector's; without a line there is no more to do.
void Running::end_by_itself()
{
    while (!uplink_ && !done_ && runtime::wait_for(stop_.get_token(), kLook)) {
        done_ = reading_ == 0;
    }
    auto connected_at = clock_.steady();
    while (!done_ && runtime::wait_for(stop_.get_token(), kLook)) {
        if (reading_ == 0) {
            uplink_->finish();
        }
        if (uplink_->is_connected() || reading_ != 0) {
            connected_at = clock_.steady();
        } else if (clock_.steady() - connected_at > *patience_ && !done_) {
            throw runtime::Unavailable("the collector at " + address_ +
                                       " is away or refuses; what was read is kept in the spool");
        }
    }
}

void Running::work(const std::function<void()>& body)
{
    try {
        body();
    } catch (...) {
        const std::scoped_lock lock(mutex_);
        if (!failure_) {
            failure_ = std::current_exception();
        }
        stop_.request_stop();
    }
}

void Running::rethrow()
{
    const std::scoped_lock lock(mutex_);
    if (failure_) {
        std::rethrow_exception(failure_);
    }
}

} // namespace congto::agent
