// The simulator's own model: what it wrote into the source, in its own words.
//
// Independent of the words of the programs under test on purpose: ground truth shares nothing with
// what it judges.
#pragma once

#include "tests/province/civil.h"

#include <cstdint>
#include <optional>
#include <string>

namespace congto::province {

enum class Kind : std::uint8_t {
    dossier = 0,
    // Rows that are not dossiers.
    portal_copy = 1, // the portal's own row of the same dossier, with the same code
    child = 2,       // of an inter-agency dossier
    container = 3,   // of a group
    draft = 4,       // or archived
    unclaimed = 5,   // nobody received it
    deleted = 6,     // test rows and the like, marked deleted
};
inline constexpr int kKinds = 7;

// What became of the row.
enum class Standing : std::uint8_t { shown = 0, deleted = 1, gone = 2 };

// Why a row cannot be a dossier for anybody who reads it.
enum class Flaw : std::uint8_t { none = 0, no_code = 1, no_received_time = 2, odd_status = 3 };
inline constexpr int kFlaws = 4;

enum class Level : std::uint8_t { unknown = 0, full = 1, partial = 2, information = 3 };
enum class Channel : std::uint8_t {
    unknown = 0,
    online = 1,
    assisted = 2,
    counter = 3,
    post = 4,
    migrated = 5,
};
enum class Status : std::uint8_t {
    registered = 1,
    received = 2,
    refused = 3,
    processing = 4,
    supplement = 5,
    payment = 6,
    withdrawn = 7,
    stopped = 8,
    resolved = 9,
    returned = 10,
};

// How the fee is, or will be, paid.
enum class Payment : std::uint8_t {
    none = 0,      // no request
    zero = 1,      // a request over nothing
    cancelled = 2, // a request taken back
    owed = 3,      // an amount on the dossier, no request yet
    gateway = 4,
    gateway_unproved = 5,
    cash = 6,
    transfer = 7,
    split = 8, // half through the gateway, half in cash
};

// How the result is, or will be, given.
enum class Delivery : std::uint8_t {
    file = 0,
    group_file = 1,
    removed_file = 2, // there was a file; fetched at the counter
    empty_file = 3,   // an entry without a file; fetched at the counter
    post_sent = 4,
    post_received = 5,
    counter = 6,
    counter_despite_wish = 7, // the applicant wished it by post
    untold = 8,
};

// How an online dossier got in.
enum class Entry : std::uint8_t {
    own_account = 0,
    national_portal = 1, // the sync job's account stands in the row
    officials_account = 2,
};

// Whether a province counts as it should, or has the usual habits (calibration.h).
enum class Conduct : std::uint8_t { usual = 0, honest = 1 };

// What was done to a row so that a rate looks better, numbered as the detector that should see it
// (planting.h).
enum class Trick : std::uint8_t {
    none = 0,
    officials_account = 1, // an official keyed it in
    instant_reception = 2, // received three seconds after it was submitted
    one_submitter = 3,     // one account for many applicants
    dummy_identity = 4,    // 000000001
    same_second = 5,       // submitted and received in one second
    paper_originals = 6,   // paper was taken in, or the applicant attached nothing
    channel_changed = 7,   // a counter dossier, called online afterwards
    level_raised = 8,      // a partial one, called full afterwards
    split = 9,             // one applicant's matter in many dossiers within minutes
    closed_at_once = 10,   // resolved some minutes after it was submitted
    no_transaction = 11,   // paid "online" without a gateway's transaction
    counter_deleted = 12,  // a counter dossier, marked deleted afterwards
    no_step = 15,          // resolved with nothing done in between
    kept_back = 16,        // its code was given, and it is in no table
    burst = 17, // a queue at the counter, keyed in as if each had applied online (D2 too)
};

struct Dossier {
    std::int64_t number = 0; // of the row, from 1; its key, names and chance derive from it
    Kind kind = Kind::dossier;
    Standing standing = Standing::shown;
    Flaw flaw = Flaw::none;
    std::int64_t parent = 0; // number of the dossier a copy or child belongs to

    std::string code;
    bool code_in_reference = false;
    std::int64_t body = 0;      // of the catalogue
    std::int64_t procedure = 0; // of the catalogue
    Level level = Level::unknown;
    Channel channel = Channel::unknown;
    // An unknown word stands in the source as null, or as a digit nobody knows.
    bool odd_word = false;
    Entry entry = Entry::own_account;
    bool counter_ticket = false;
    bool dummy_identity = false;
    Trick trick = Trick::none;
    std::int64_t accomplice = 0; // who did it or for whom, where several dossiers share that

    Status status = Status::registered;
    std::int64_t promised = 0; // seconds of opening hours
    Second created = 0;
    Second submitted = 0;
    std::optional<Second> received, due, extended, resolved, returned, withdrawn, supplemented;
    bool resolved_unwritten = false; // the source lacks the time of it
    std::int64_t modified = 0;       // microseconds

    Payment payment = Payment::none;
    std::int64_t amount = 0;
    std::optional<Second> paid;
    Delivery delivery = Delivery::counter;

    bool operator==(const Dossier&) const = default;
};

// Calls visit(name, member) for every member of a Dossier, in the order of the state file's
// columns.
template <typename AnyDossier, typename Visit>
void each_member(AnyDossier& d, Visit visit)
{
    visit("number", d.number), visit("kind", d.kind), visit("standing", d.standing);
    visit("flaw", d.flaw), visit("parent", d.parent), visit("code", d.code);
    visit("code_in_reference", d.code_in_reference), visit("body", d.body);
    visit("procedure", d.procedure), visit("level", d.level), visit("channel", d.channel);
    visit("odd_word", d.odd_word), visit("entry", d.entry);
    visit("counter_ticket", d.counter_ticket), visit("dummy_identity", d.dummy_identity);
    visit("trick", d.trick), visit("accomplice", d.accomplice), visit("status", d.status);
    visit("promised", d.promised), visit("created", d.created), visit("submitted", d.submitted);
    visit("received", d.received), visit("due", d.due), visit("extended", d.extended);
    visit("resolved", d.resolved), visit("returned", d.returned), visit("withdrawn", d.withdrawn);
    visit("supplemented", d.supplemented), visit("resolved_unwritten", d.resolved_unwritten);
    visit("modified", d.modified), visit("payment", d.payment), visit("amount", d.amount);
    visit("paid", d.paid), visit("delivery", d.delivery);
}

} // namespace congto::province
