#include "collector/store/batch_book.h"

#include <iterator>
#include <utility>

namespace congto::store {

BatchBook::BatchBook(sqlite3* connection, SpoolBook& spools)
    : days_(connection), dossiers_(connection, spools, days_),
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

void BatchBook::forget()
{
    dossiers_.forget();
    outcomes_.clear();
}

} // namespace congto::store
