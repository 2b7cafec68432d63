// A receipt file handed to a running agent, which owns the spool.
//
// `<spool>.receipt`, left by `spool take-receipt`; the agent looks several times a second, takes
// it, and tells what became of it in `<spool>.receipt.taken`: the exit status, and a line.
#pragma once

#include "agent/spool/spool.h"

#include <filesystem>
#include <optional>
#include <string>

namespace congto::agent {

struct ReceiptTold {
    int status = 0;
    std::string line;
};

// Takes it, and tells whoever called what became of it. Throws as uplink::take_receipt_file, but
// for what is wrong with the file itself.
ReceiptTold take_receipt(spool::Spool& spool, const std::filesystem::path& file);

// The side of the running agent: takes the file if one is there, whatever it is. Throws Corrupt:
// the spool is damaged.
void take_handed_receipt(spool::Spool& spool, const std::filesystem::path& spool_file);

// The side of the command. False: an earlier one is still there. Throws Unavailable: the file
// cannot be read or written.
bool hand_receipt(const std::filesystem::path& spool_file, const std::filesystem::path& receipt);
// None: not yet. What was told is taken away.
std::optional<ReceiptTold> told_of_receipt(const std::filesystem::path& spool_file);
// Nobody takes it.
void take_back_receipt(const std::filesystem::path& spool_file);

} // namespace congto::agent
