#include "collector/store/batch_book.h"

#include "collector/store/source_order.h"

#include <iterator>
#include <utility>

namespace congto::store {

BatchBook::BatchBook(sqlite3* connection, SpoolBook& spools, FingerprintBook& fingerprints)
    : connection_(connection), spools_(spools), days_(connection),
      dossiers_(connection, spools, days_, fingerprints),
      reconciliation_(connection, dossiers_, days_)
{
}

void BatchBook::add(const ReadyBatch& batch, const SourceStanding& source)
{
    dossiers_.add(batch, source);
    if (!batch.removals.empty() || !batch.lists.empty() || !batch.claims.empty()) {
        settle();
        outcomes_.back().add(reconciliation_.judge(batch, source));
    }
}

void BatchBook::settle()
{
    std::vector<Outcome> settled = dossiers_.apply();
    outcomes_.insert(outcomes_.end(), std::make_move_iterator(settled.begin()),
                     std::make_move_iterator(settled.end()));
}

std::vector<Outcome> BatchBook::apply()
{
    settle();
    return std::exchange(outcomes_, {});
}

std::int64_t BatchBook::decide(const Decision& decision)
{
    switch (decision.verdict) {
    case Decision::Verdict::accept:
    case Decision::Verdict::reject:
        return reconciliation_.decide(decision);
    case Decision::Verdict::release:
    case Decision::Verdict::erase:
        return 0; // of no dossier
    case Decision::Verdict::order:
        return reorder(connection_, spools_, days_, decision.of.unit, decision.order);
    }
    return 0;
}

void BatchBook::forget()
{
    dossiers_.forget();
    outcomes_.clear();
}

} // namespace congto::store
