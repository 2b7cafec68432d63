#include "tests/bench/benches.h"

namespace congto::bench {

const std::vector<Bench>& benches()
{
    static const std::vector<Bench> all{
        {"spool-sqlite", "a wide-table source in SQLite → spool", spool_sqlite},
        {"spool-postgresql", "the same in PostgreSQL → spool, against libpq", spool_postgresql},
        {"spool-mariadb", "the same in MariaDB → spool, against libmariadb", spool_mariadb},
        {"store", "batches made ready → store.db, against a raw upsert of the same ids",
         apply_to_store},
        {"rebuild", "a ledger → store.db anew, against a raw upsert of the same ids",
         rebuild_store},
        {"receipt", "spool → uplink → gRPC → intake → store → receipt, against the same", receipt},
        {"whole", "both programs, source → receipt → figure, against all of it raw", pass_whole},
        {"fresh", "a commit in PostgreSQL → the figure, against a bare poll of the same rhythm",
         be_fresh},
        {"reconnect", "a killed collector, and how its agents come back to it", reconnect},
        {"nation", "tables, gaps and rankings of 50 million dossiers, against reading the cells",
         answer_nation},
        {"rest", "memory and CPU of both programs with nothing to do", be_at_rest},
    };
    return all;
}

} // namespace congto::bench
