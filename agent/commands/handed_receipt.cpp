#include "agent/commands/handed_receipt.h"

#include "agent/uplink/receipt_file.h"
#include "config/runtime/failure.h"
#include "config/runtime/log.h"
#include "config/runtime/new_file.h"

#include <fstream>
#include <iterator>
#include <system_error>

namespace congto::agent {
namespace {

using Place = runtime::NewFile::Place;

std::filesystem::path handed(const std::filesystem::path& spool_file)
{
    return spool_file.string() + ".receipt";
}

std::filesystem::path told(const std::filesystem::path& spool_file)
{
    return spool_file.string() + ".receipt.taken";
}

void write_whole(const std::filesystem::path& file, const std::string& bytes)
{
    runtime::NewFile whole(file, Place::may_be_taken);
    whole.write(bytes);
    whole.finish();
}

void take_away(const std::filesystem::path& file)
{
    std::error_code gone;
    std::filesystem::remove(file, gone);
}

} // namespace

ReceiptTold take_receipt(spool::Spool& spool, const std::filesystem::path& file)
{
    try {
        const uplink::TakenReceipt done = uplink::take_receipt_file(spool, file);
        const bool refused = done.what == uplink::TakenReceipt::What::refused;
        return {refused ? runtime::kExitCorrupt : 0, done.line};
    } catch (const runtime::Damaged&) {
        throw; // the spool
    } catch (const runtime::Corrupt& broken) {
        return {runtime::kExitCorrupt, broken.what()};
    }
}

void take_handed_receipt(spool::Spool& spool, const std::filesystem::path& spool_file)
{
    const std::filesystem::path file = handed(spool_file);
    if (std::error_code unseen; !std::filesystem::exists(file, unseen)) {
        return;
    }
    ReceiptTold done;
    try {
        done = take_receipt(spool, file);
    } catch (const runtime::Corrupt&) {
        throw;
    } catch (const runtime::Failure& away) {
        done = {runtime::kExitUnavailable, away.what()};
    }
    runtime::log(done.status == 0 ? runtime::Severity::info : runtime::Severity::warning,
                 "a receipt file was handed over", {{"detail", done.line}});
    take_away(file);
    try {
        write_whole(told(spool_file), std::to_string(done.status) + " " + done.line + "\n");
    } catch (const runtime::Failure&) {
        // The log has it; who waits gives up.
    }
}

bool hand_receipt(const std::filesystem::path& spool_file, const std::filesystem::path& receipt)
{
    std::ifstream in(receipt, std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(in), {}};
    if (!in) {
        throw runtime::Unavailable(receipt.string() + ": cannot be read");
    }
    if (std::filesystem::exists(handed(spool_file))) {
        return false;
    }
    take_away(told(spool_file));
    write_whole(handed(spool_file), bytes);
    return true;
}

std::optional<ReceiptTold> told_of_receipt(const std::filesystem::path& spool_file)
{
    std::ifstream in(told(spool_file));
    ReceiptTold done;
    if (!(in >> done.status)) {
        return std::nullopt;
    }
    in.get();
    std::getline(in, done.line);
    take_away(told(spool_file));
    return done;
}

void take_back_receipt(const std::filesystem::path& spool_file)
{
    take_away(handed(spool_file));
}

} // namespace congto::agent
