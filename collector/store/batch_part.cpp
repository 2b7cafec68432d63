#include "collector/store/batch_part.h"

namespace congto::store {

// Only codes in use are numbered: those of a rejected observation may be of any form.
BatchPart::BatchPart(const ReadyBatch& of, const SourceStanding& by, CodeBook& codes)
    : batch(&of), source(by), bodies(of.body_codes.size()), procedures(of.procedure_codes.size())
{
    for (const ReadyObservation& made : of.observations) {
        if (!made.lawful) {
            continue;
        }
        if (std::uint32_t& body = bodies[made.body]; body == 0) {
            body = codes.body(source.unit, of.body_codes[made.body]);
        }
        if (std::uint32_t& procedure = procedures[made.procedure]; procedure == 0) {
            procedure = codes.procedure(of.procedure_codes[made.procedure]);
        }
    }
}

void Outcome::add(const Outcome& more)
{
    applied += more.applied;
    unchanged += more.unchanged;
    rejected += more.rejected;
    verdicts.insert(verdicts.end(), more.verdicts.begin(), more.verdicts.end());
}

DossierRow BatchPart::row_of(std::uint32_t entry) const
{
    const ReadyObservation& made = observation(entry);
    DossierRow row;
    row.source = source.id;
    row.spool = batch->spool;
    row.sequence = sequence_of(entry);
    row.body = bodies[made.body];
    row.procedure = procedures[made.procedure];
    row.cls = made.cls;
    row.evidence = made.evidence;
    row.days = made.days;
    row.digest = made.digest;
    row.state = std::string_view(batch->packed_states).substr(made.packed_at, made.packed_size);
    return row;
}

} // namespace congto::store
