// A store of one's own, and what an agent would send it, made ready.
#pragma once

#include "collector/store/store.h"
#include "proto/model/dossier_id.h"
#include "tests/support/temp_dir.h"

#include <memory>
#include <string>
#include <vector>

namespace congto::bench {

inline constexpr std::size_t kEntriesOfBatch = 1000;

// The bodies of the batches a spool would make of these dossiers.
std::vector<std::string> encoded(const std::vector<model::DossierId>& ids);

// One spool's batches, from sequence number 1.
std::vector<store::ReadyBatch> made_ready(store::SpoolNumber spool,
                                          const std::vector<std::string>& bodies);

// A new store that has answered one greeting.
struct GreetedStore {
    test::TempDir folder;
    store::StateDirectory state{folder.path()};
    std::unique_ptr<store::Store> store;
    store::SpoolNumber spool = 0;

    GreetedStore();
};

} // namespace congto::bench
