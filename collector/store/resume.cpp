#include "collector/store/resume.h"

namespace congto::store {
namespace {

bool histories_differ(const SpoolGreeting& greeting, const KnownSpool& known)
{
    if (known.durable_sequence > greeting.assigned_sequence) {
        return !greeting.by_file || known.chain_at_assigned != greeting.assigned_chain;
    }
    if (known.durable_sequence == greeting.assigned_sequence &&
        known.durable_chain != greeting.assigned_chain) {
        return true;
    }
    const bool receipt_is_known = greeting.receipted_sequence <= known.durable_sequence;
    return greeting.receipted_sequence > 0 && receipt_is_known &&
           known.chain_at_receipted != greeting.receipted_chain;
}

} // namespace

Resume resume_of(const SpoolGreeting& greeting, const KnownSpool& known, const Incarnation& ours)
{
    if (histories_differ(greeting, known)) {
        return Resume::abandon;
    }
    if (greeting.incarnation && *greeting.incarnation != ours) {
        return Resume::reread;
    }
    if (greeting.receipted_sequence > known.durable_sequence) {
        return Resume::reread;
    }
    return Resume::from_durable;
}

bool shows_known_history(const SpoolGreeting& greeting, const KnownSpool& known)
{
    const bool to_receipt = known.durable_sequence == greeting.receipted_sequence &&
                            known.durable_chain == greeting.receipted_chain;
    const bool to_end = known.durable_sequence == greeting.assigned_sequence &&
                        known.durable_chain == greeting.assigned_chain;
    return to_receipt || to_end;
}

} // namespace congto::store
