#include "agent/commands/status_listings.h"

namespace congto::agent {
namespace {

using runtime::Listing;
using runtime::Value;

Value number(std::uint64_t value)
{
    return static_cast<std::int64_t>(value);
}

Value text_or_none(const std::string& text)
{
    return text.empty() ? Value{} : Value{text};
}

// How far the pass under way is, as far as the source can count: one digit, never rounded up to
// 100.
Value progress_of(const spool::SourceReport& source)
{
    if (!source.note.pass_unread) {
        return {};
    }
    const std::uint64_t read = source.note.pass_read;
    const std::uint64_t all = read + *source.note.pass_unread;
    const std::uint64_t tenths = all == 0 ? 1000 : read * 1000 / all;
    return runtime::Decimal{std::to_string(tenths / 10) + "." + std::to_string(tenths % 10), "%"};
}

Value when(model::Instant instant)
{
    if (instant == model::Instant{}) {
        return {};
    }
    return model::text_of(std::chrono::floor<std::chrono::seconds>(instant));
}

Value settles_by(const spool::ReadingNote& note)
{
    switch (note.settles) {
    case spool::Settles::untold:
        return {};
    case spool::Settles::by_transactions:
        return std::string("transactions");
    case spool::Settles::by_overlap:
        return std::string("overlap");
    }
    return {};
}

Value oldest_transaction(const spool::ReadingNote& note)
{
    if (note.settles != spool::Settles::by_transactions) {
        return {};
    }
    return std::int64_t{std::chrono::ceil<std::chrono::seconds>(note.oldest_transaction).count()};
}

Listing set_aside_listing(const spool::SpoolReport& report)
{
    Listing listing;
    listing.columns = {{"at", "at"},           {"first", "first"},      {"last", "last"},
                       {"reason", "reason"},   {"file", "file"},        {"days", "days"},
                       {"claimed", "claimed"}, {"verified", "verified"}};
    for (const spool::SetAsideReport& one : report.set_aside) {
        listing.rows.push_back({when(one.at), number(one.first_sequence), number(one.last_sequence),
                                one.reason, one.file.string(), number(one.days),
                                number(one.claimed), number(one.verified)});
    }
    listing.notes = {
        "days: of which something was taken back; claimed: of these, read again since"};
    return listing;
}

Listing spool_listing(const spool::SpoolReport& report)
{
    Listing listing;
    listing.columns = {{"unit", "unit"},           {"assigned", "assigned"},
                       {"receipted", "receipted"}, {"pending", "pending"},
                       {"batches", "batches"},     {"batch_bytes", "bytes waiting"},
                       {"applied", "applied"},     {"unchanged", "unchanged there"},
                       {"rejected", "rejected"},   {"to_mend", "to mend"}};
    const spool::Accounts& accounts = report.accounts;
    listing.rows.push_back({report.unit, number(accounts.assigned), number(accounts.receipted),
                            number(accounts.pending), number(report.batches),
                            number(report.batch_bytes), number(accounts.applied),
                            number(accounts.unchanged_there), number(accounts.rejected),
                            text_or_none(report.refusal)});
    for (const std::string& fault : spool::imbalances(accounts)) {
        listing.notes.push_back("does not balance: " + fault);
    }
    return listing;
}

std::vector<runtime::Column> source_columns()
{
    return {{"source", "source"},
            {"dossiers", "dossiers"},
            {"in_quarantine", "in quarantine"},
            {"unread", "unread"},
            {"progress", "progress"},
            {"caught_up", "caught up"},
            {"known_at", "known at"},
            {"read_to", "read to"},
            {"settled_to", "settled to"},
            {"read", "rows read"},
            {"left_out", "left out"},
            {"quarantined", "quarantined"},
            {"unchanged", "unchanged"},
            {"changed", "changed"},
            {"withdrawals", "withdrawals"},
            {"removals", "removals"},
            {"lists", "lists"},
            {"claims", "claims"},
            {"settles_by", "settles by"},
            {"oldest_transaction", "oldest transaction, s"},
            {"hindrance", "paused because"}};
}

Listing sources_listing(const spool::SpoolReport& report)
{
    Listing listing;
    listing.columns = source_columns();
    std::vector<std::string> forgotten;
    for (const spool::SourceReport& source : report.sources) {
        if (source.named.is_forgotten()) {
            forgotten.push_back(source.named.name +
                                " is forgotten: it is read no more, its dossiers are removed");
            continue;
        }
        const spool::SourceAccounts& flows = source.accounts;
        listing.rows.push_back({source.named.name,
                                number(flows.shown),
                                number(flows.in_quarantine),
                                source.note.unread ? number(*source.note.unread) : Value{},
                                progress_of(source),
                                std::string(source.note.caught_up ? "yes" : "no"),
                                when(source.note.known_at),
                                text_or_none(source.note.head_cursor),
                                text_or_none(source.watermark.cursor),
                                number(flows.read),
                                number(flows.left_out),
                                number(flows.quarantined),
                                number(flows.unchanged),
                                number(flows.changed),
                                number(flows.withdrawals),
                                number(flows.removals),
                                number(flows.lists),
                                number(flows.claims),
                                settles_by(source.note),
                                oldest_transaction(source.note),
                                text_or_none(source.hindrances.source)});
    }
    listing.notes = {
        "unread: never read yet; progress: of the pass under way, which may read again",
        "read to: the newest row read; settled to: what is below is not read again",
        "rows read = left out + quarantined + unchanged + changed, every reading "
        "counted; written at least each minute"};
    listing.notes.insert(listing.notes.end(), forgotten.begin(), forgotten.end());
    return listing;
}

Listing quarantine_listing(const spool::SpoolReport& report)
{
    Listing listing;
    listing.columns = {{"source", "source"},
                       {"field", "field"},
                       {"reason", "reason"},
                       {"raw", "raw value"},
                       {"rows", "rows"}};
    for (const spool::QuarantineCount& count : report.quarantine) {
        listing.rows.push_back(
            {count.source, count.field, count.reason, text_or_none(count.raw), number(count.rows)});
    }
    return listing;
}

Listing unknown_listing(const spool::SpoolReport& report)
{
    Listing listing;
    listing.columns = {
        {"source", "source"}, {"field", "field"}, {"raw", "raw value"}, {"rows", "rows"}};
    for (const spool::UnknownCount& count : report.unknown) {
        listing.rows.push_back({count.source, count.field, count.raw, number(count.rows)});
    }
    return listing;
}

} // namespace

std::vector<StatusSection> status_sections(const spool::SpoolReport& report)
{
    return {{"spool", "The spool: numbers given and receipted", spool_listing(report)},
            {"sources", "Sources", sources_listing(report)},
            {"quarantine", "Rows in quarantine: not counted until they are mended",
             quarantine_listing(report), true},
            {"unknown", "Values without a word: counted as unknown until the mapping names them",
             unknown_listing(report), true},
            {"set_aside", "Batches set aside", set_aside_listing(report)}};
}

} // namespace congto::agent
