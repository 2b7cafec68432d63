#include "tests/uplink/bench.h"

#include "config/runtime/log.h"

#include <SQLiteCpp/SQLiteCpp.h>

namespace congto::test {

using namespace std::chrono_literals;

uplink::Waits short_waits()
{
    return {.answer = 1min,
            .retry_first = 5ms,
            .retry_most = 50ms,
            .person = 1h,
            .progress = 30ms,
            .heartbeat = 1h,
            .receipts = 10ms,
            .renew_first = 20ms,
            .renew_most = 100ms,
            .files = 50ms};
}

UplinkBench::UplinkBench()
{
    runtime::set_log_level(runtime::Severity::error);
    port = collector.open();
    settings.address = "127.0.0.1:" + std::to_string(port);
    settings.plaintext = true;
}

void UplinkBench::spool_batches(int batches)
{
    for (int i = 0; i < batches; ++i) {
        std::vector<ARow> rows;
        for (int row = 0; row < 10; ++row, ++spooled) {
            const std::string number = std::to_string(spooled);
            rows.push_back(ARow(number).shows("c" + number));
        }
        spool.take(rows);
    }
}

void UplinkBench::call()
{
    uplink = std::make_unique<uplink::Uplink>(settings, *spool.spool, clock, waits);
    calling = std::jthread([this](const std::stop_token& stop) { uplink->run(stop); });
}

void UplinkBench::hang_up()
{
    if (calling.joinable()) {
        calling.request_stop();
        calling.join();
    }
}

bool UplinkBench::all_receipted()
{
    return eventually([this] { return spool.spool->accounts().pending == 0; });
}

std::string UplinkBench::spool_id() const
{
    const auto id = spool.spool->standing().id;
    return {id.begin(), id.end()};
}

std::string UplinkBench::refusal() const
{
    const SQLite::Database file(spool.settings.file.string(), SQLite::OPEN_READONLY, 1000);
    SQLite::Statement query(file, "SELECT refusal FROM spool");
    query.executeStep();
    return query.getColumn(0).getString();
}

} // namespace congto::test
