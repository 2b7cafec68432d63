#include "agent/commands/source_beat.h"

namespace congto::agent {
namespace {

// Days asked for, and nothing else.
class AskedBeat final : public reading::Beat {
public:
    explicit AskedBeat(reading::Days& days) : days_(days) {}

    void poll(const std::stop_token& stop) override
    {
        days_.beat(stop, std::chrono::seconds(1), reading::Scope::asked);
    }
    void read_all(const std::stop_token& stop) override { poll(stop); }

private:
    reading::Days& days_;
};

} // namespace

SourceBeat::SourceBeat(const source::SqlSettings& settings, const reading::DaySource& source,
                       Purpose purpose)
{
    if (purpose == Purpose::asked_days) {
        days_.emplace(source);
        own_ = std::make_unique<AskedBeat>(*days_);
        beat_ = own_.get();
        return;
    }
    if (settings.mode == source::Mode::sweep) {
        own_ = std::make_unique<reading::Sweep>(source, settings.sweep_from);
        beat_ = own_.get();
        return;
    }
    const reading::Tempo tempo{settings.poll, settings.overlap, settings.page, settings.lag};
    follow_.emplace(tempo, source.pages, source.spool, source.clock, source.number);
    beat_ = &*follow_;
    if (!source.pages.reads_days()) {
        source.spool.note_hindrance(source.number, spool::Hindered::days,
                                    "the mapping has no day and no row query for this engine; add "
                                    "them, so that what is deleted is found");
    } else {
        days_.emplace(source);
        own_ = std::make_unique<reading::Proven>(tempo, *follow_, *days_, source.clock);
        beat_ = own_.get();
    }
}

} // namespace congto::agent
