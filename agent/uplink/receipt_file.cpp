#include "agent/uplink/receipt_file.h"

#include "agent/uplink/messages.h"
#include "config/runtime/failure.h"
#include "config/runtime/progress.h"
#include "config/runtime/text.h"
#include "proto/wire/bytes.h"
#include "proto/wire/recording.h"

#include "congto/v1/recording.pb.h"

#include <iterator>
#include <optional>
#include <utility>

namespace congto::uplink {
namespace {

using runtime::grouped;
using What = TakenReceipt::What;

constexpr std::size_t kShownDigits = 8;

// All a receipt file says. Receipts are cumulative: the last one, with the verdicts of all.
struct Said {
    std::optional<Welcome> welcome;
    std::optional<spool::Receipt> receipt;
    std::optional<Refusal> refusal;
};

void add(Said& said, Answer answer, const std::filesystem::path& file)
{
    if (auto* welcome = std::get_if<Welcome>(&answer)) {
        said.welcome = *welcome;
    } else if (auto* receipt = std::get_if<spool::Receipt>(&answer)) {
        if (said.receipt) {
            auto& before = said.receipt->verdicts;
            receipt->verdicts.insert(receipt->verdicts.begin(),
                                     std::make_move_iterator(before.begin()),
                                     std::make_move_iterator(before.end()));
        }
        said.receipt = std::move(*receipt);
    } else if (auto* refusal = std::get_if<Refusal>(&answer)) {
        said.refusal = std::move(*refusal);
    } else {
        throw runtime::Corrupt(file.string() + ": holds " + std::get<Unlawful>(answer).what);
    }
}

Said read_all(wire::RecordingReader& reader, const std::filesystem::path& file)
{
    Said said;
    for (v1::FromCollector message; reader.next(message);) {
        add(said, read_answer(message), file);
    }
    if (said.receipt && said.welcome) {
        said.receipt->incarnation = said.welcome->stand.incarnation;
    }
    if (!said.welcome && !said.refusal) {
        throw runtime::Corrupt(file.string() + ": answers nothing; import the export again");
    }
    return said;
}

// The spool stands where the export greeted from: what the file says is as good as a Welcome now.
bool is_current(const v1::Greeting& greeted, const spool::Standing& now)
{
    return greeted.receipted_sequence() == now.receipted_sequence &&
           (now.receipted_sequence == 0 ||
            greeted.receipted_chain() == wire::bytes_of(now.receipted_chain)) &&
           greeted.incarnation() ==
               (now.incarnation ? std::string(wire::bytes_of(*now.incarnation)) : std::string());
}

[[noreturn]] void out_of_date(const std::filesystem::path& file)
{
    throw runtime::Corrupt(file.string() +
                           ": answers an older export, and the spool went on otherwise since; "
                           "export again, and take the receipt of that");
}

void require_this_spool(const v1::Greeting& greeted, const spool::Standing& now,
                        const std::filesystem::path& file)
{
    if (greeted.spool_id() != wire::bytes_of(now.id)) {
        throw runtime::Corrupt(file.string() + ": is for spool " +
                               wire::hex(greeted.spool_id()).substr(0, kShownDigits) + " of unit " +
                               runtime::escaped(greeted.unit()) + ", this is spool " +
                               wire::hex(wire::bytes_of(now.id)).substr(0, kShownDigits) +
                               " of unit " + now.owner.unit +
                               "; take it where it was exported, or export again");
    }
}

void store(spool::Spool& spool, const spool::Receipt& receipt)
{
    spool.store(receipt);
    spool.note(receipt.verdicts);
}

// Another receipt came before this one. What moves forward is taken; nothing else is a reason to
// read again.
void take_later(spool::Spool& spool, const Said& said, const std::filesystem::path& file)
{
    const spool::Standing now = spool.standing();
    const bool moves = said.welcome && said.welcome->stand.verdict == spool::Verdict::resume &&
                       said.receipt && now.incarnation == said.receipt->incarnation;
    if (!moves) {
        out_of_date(file);
    }
    if (said.receipt->through < now.receipted_sequence) {
        spool.note(said.receipt->verdicts); // of claims that were not made again since
        return;
    }
    try {
        store(spool, *said.receipt);
    } catch (const runtime::Unavailable&) {
        throw;
    } catch (const runtime::Corrupt&) {
        throw;
    } catch (const runtime::Failure&) {
        out_of_date(file); // its numbers stand for something else here
    }
}

TakenReceipt refused(spool::Spool& spool, const Refusal& refusal)
{
    const std::string why = refusal.reason + ": " + runtime::escaped(refusal.detail);
    spool.note_refusal("collector refuses: " + why);
    return {What::refused, "the ministry refused the export: " + why};
}

TakenReceipt taken(spool::Spool& spool, const spool::Standing& before, bool judged)
{
    spool.note_refusal("");
    spool.claim_again();
    const spool::Accounts accounts = spool.accounts();
    const std::uint64_t entries = accounts.receipted - before.receipted_sequence;
    const std::string rest = accounts.pending == 0
                                 ? "nothing waits"
                                 : grouped(accounts.pending) + " entries wait for the next export";
    if (entries == 0) {
        return {What::nothing_new,
                std::string(judged ? "verdicts on days are noted" : "holds nothing new") + "; " +
                    rest};
    }
    return {What::taken, grouped(entries) + " entries have their receipt, to number " +
                             grouped(accounts.receipted) + "; " + rest};
}

} // namespace

TakenReceipt take_receipt_file(spool::Spool& spool, const std::filesystem::path& file)
{
    runtime::Progress silent(-1);
    wire::require_whole(file, wire::Half::collector, silent);
    wire::RecordingReader reader(file, wire::Half::collector);
    const v1::Greeting& greeted = reader.begin().greeting();
    const spool::Standing before = spool.standing();
    require_this_spool(greeted, before, file);
    const Said said = read_all(reader, file);
    if (!said.welcome) {
        return refused(spool, *said.refusal);
    }
    if (is_current(greeted, before)) {
        switch (spool.resume(said.welcome->stand)) {
        case spool::Resumed::abandoned:
            return {What::abandoned,
                    "the ministry knows another history of this spool: it begins anew, and the "
                    "sources are read again when the agent runs; then export"};
        case spool::Resumed::reread:
            return {What::reread, "the ministry lacks what came after number " +
                                      grouped(said.welcome->stand.durable_sequence) +
                                      ": the sources are read again when the agent runs; then "
                                      "export"};
        case spool::Resumed::rechained:
        case spool::Resumed::resumed:
            break;
        }
        if (said.receipt) {
            store(spool, *said.receipt);
        }
    } else {
        take_later(spool, said, file);
    }
    const TakenReceipt done = taken(spool, before, said.receipt && !said.receipt->verdicts.empty());
    return said.refusal ? refused(spool, *said.refusal) : done;
}

} // namespace congto::uplink
