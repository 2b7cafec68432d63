// The collector's half of a stream as a file, taken (proto/README.md).
#pragma once

#include "agent/spool/spool.h"

#include <cstdint>
#include <filesystem>
#include <string>

namespace congto::uplink {

// What became of a receipt file, and of the spool by it.
struct TakenReceipt {
    enum class What : std::uint8_t {
        taken,       // batches left the spool, or verdicts were noted
        nothing_new, // the spool knew all of it
        refused,     // the ministry refuses the export: a person must mend it
        reread,      // the sources are read again from where the collector stands
        abandoned,   // the spool begins anew
    };
    What what = What::nothing_new;
    std::string line; // for a person
};

// Does what the file says by the functions a stream's messages call. Throws Corrupt: the file is
// broken, another spool's, or out of date (the spool went on otherwise since it was exported;
// export again). Throws what Spool throws. Taken again, it holds nothing new.
TakenReceipt take_receipt_file(spool::Spool& spool, const std::filesystem::path& file);

} // namespace congto::uplink
