// A system with one wide dossier table keyed by GUID, and payment requests keyed by dossier code.
#include "tests/province/shape.h"

namespace congto::province {

namespace {

enum TableIndex : std::size_t { dossiers, requests };

std::vector<Table> make_tables()
{
    const auto word = [](std::string name, int width) {
        return Column{std::move(name), Type::varchar, width};
    };
    const auto time = [](std::string name, bool required = false) {
        return Column{std::move(name), Type::time, 0, required};
    };
    return {{"dossier",
             {Column{"id", Type::guid},
              word("code", 64),
              word("procedure_code", 64),
              word("body_code", 64),
              word("channel", 8),
              word("level", 4),
              word("status", 4),
              Column{"parent_id", Type::guid},
              time("submitted_at"),
              time("received_at"),
              time("due_at"),
              time("resolved_at"),
              time("returned_at"),
              time("withdrawn_at"),
              time("created_at", true),
              Column{"last_modified", Type::cursor, 0, true},
              time("deleted_on"),
              word("migrated_from", 64),
              word("return_by", 4),
              Column{"result_files", Type::text},
              Column{"fee_amount"},
              word("submitter_account", 64),
              word("entered_by", 64),
              word("counter_ticket", 32),
              word("applicant_name", 255),
              word("applicant_id", 75),
              Column{"applicant_files"},
              Column{"originals_taken"},
              Column{"processing_steps"}},
             {"received_at", "created_at", "code", "last_modified, id"}},
            {"payment_request",
             {Column{"id"}, word("dossier_code", 64), Column{"amount"}, word("method", 16),
              word("status", 16), word("gateway_transaction", 64), time("paid_at")},
             {"dossier_code"}}};
}

class Wide final : public Shape {
public:
    Wide(Engine engine, const Catalogue& catalogue, std::uint64_t seed)
        : engine_(engine), catalogue_(catalogue), seed_(seed), tables_(make_tables())
    {
    }

    const std::vector<Table>& tables() const override { return tables_; }
    int fraction_of_times() const override { return 0; }
    std::vector<Kind> other_kinds() const override { return {Kind::child, Kind::deleted}; }
    std::vector<Row> first_rows() const override { return {}; }
    void add_rows(const Dossier& dossier, std::vector<Row>& rows) const override;

private:
    void add_codes(const Dossier& d, RowWriter& row) const;
    void add_times(const Dossier& d, RowWriter& row) const;
    void add_result(const Dossier& d, RowWriter& row) const;
    void add_accounts(const Dossier& d, RowWriter& row) const;
    void add_traces(const Dossier& d, RowWriter& row) const;
    void add_requests(const Dossier& d, std::vector<Row>& rows) const;

    Engine engine_;
    const Catalogue& catalogue_;
    std::uint64_t seed_;
    std::vector<Table> tables_;
};

void Wide::add_codes(const Dossier& d, RowWriter& row) const
{
    const auto& procedure = catalogue_.procedures()[static_cast<std::size_t>(d.procedure)];
    row.text(guid_of(d.number, seed_)).text(d.flaw == Flaw::no_code ? "" : d.code);
    row.text(procedure.mapped ? procedure.code : procedure.local_code);
    row.text(catalogue_.bodies()[static_cast<std::size_t>(d.body)].code);
    switch (d.channel) {
    case Channel::online:
    case Channel::assisted:
        row.text("2");
        break;
    case Channel::counter:
        row.text("1");
        break;
    case Channel::post:
        row.text("3");
        break;
    case Channel::unknown:
        d.odd_word ? row.text("9") : row.null();
        break;
    case Channel::migrated: // the older system's word, whatever it meant there
        row.text(d.number % 2 == 0 ? "1" : "2");
        break;
    }
    if (d.level != Level::unknown)
        row.text(d.level == Level::full ? "4" : d.level == Level::partial ? "3" : "2");
    else
        d.odd_word ? row.text("5") : row.null();
    if (d.flaw == Flaw::odd_status)
        d.number % 2 == 0 ? row.null() : row.text("11");
    else
        row.text(std::to_string(static_cast<int>(d.status)));
    d.kind == Kind::child ? row.text(guid_of(d.parent, seed_)) : row.null();
}

void Wide::add_times(const Dossier& d, RowWriter& row) const
{
    row.time(d.submitted).time(d.flaw == Flaw::no_received_time ? std::nullopt : d.received);
    row.time(d.extended ? d.extended : d.due);
    row.time(d.resolved_unwritten ? std::nullopt : d.resolved).time(d.returned).time(d.withdrawn);
    row.time(d.created).cursor(d.modified, 6);
    const bool deleted = d.standing == Standing::deleted || d.kind == Kind::deleted;
    deleted ? row.time(d.modified / 1'000'000) : row.null();
}

void Wide::add_result(const Dossier& d, RowWriter& row) const
{
    const bool by_post = d.delivery == Delivery::post_sent || d.delivery == Delivery::post_received;
    if (!d.returned || d.delivery == Delivery::untold)
        row.null();
    else
        row.text(by_post ? "1" : "0");
    const bool file = d.delivery == Delivery::file || d.delivery == Delivery::group_file;
    if (d.resolved && file)
        row.text("[\"ket-qua/" + std::to_string(d.number) + ".pdf\"]");
    else
        d.resolved&& d.delivery == Delivery::empty_file ? row.text("[]") : row.null();
    if (d.payment == Payment::none)
        row.null();
    else
        row.number(d.payment == Payment::zero || d.payment == Payment::cancelled ? 0 : d.amount);
}

void Wide::add_accounts(const Dossier& d, RowWriter& row) const
{
    const auto citizen = d.trick == Trick::one_submitter
                             ? "dichvu" + std::to_string(d.accomplice)
                             : "congdan" + std::to_string(d.number % 300'000);
    const auto official = "canbo." + std::to_string(d.body);
    const bool keyed_in = d.entry == Entry::officials_account || d.channel == Channel::counter ||
                          d.channel == Channel::post;
    if (keyed_in)
        (d.number % 2 == 0 ? row.null() : row.text(citizen)).text(official);
    else if (d.entry == Entry::national_portal)
        row.text(citizen).text("dvcqg");
    else if (d.number % 2 == 0 || d.trick == Trick::one_submitter)
        row.text(citizen).text(citizen);
    else
        row.text(citizen).null();
    d.counter_ticket ? row.text("A" + std::to_string(100 + d.number % 900)) : row.null();
}

// What the work on a dossier leaves behind: files the applicant attached, originals that an
// official took in and has ticked off, steps of processing.
void Wide::add_traces(const Dossier& d, RowWriter& row) const
{
    const bool online = d.channel == Channel::online || d.channel == Channel::assisted;
    const bool on_paper = d.trick == Trick::paper_originals;
    const bool without_file = on_paper && d.number % 2 == 0;
    row.number(online && !without_file ? 1 + d.number % 3 : 0);
    row.number(online ? on_paper && !without_file : d.channel == Channel::counter);
    row.number(!d.received || d.trick == Trick::no_step ? 0 : d.resolved ? 2 + d.number % 4 : 1);
}

void Wide::add_rows(const Dossier& d, std::vector<Row>& rows) const
{
    if (d.standing == Standing::gone)
        return;
    RowWriter row(dossiers, engine_);
    add_codes(d, row);
    add_times(d, row);
    d.channel == Channel::migrated ? row.text("motcua-2019") : row.null();
    add_result(d, row);
    add_accounts(d, row);
    const auto applicant = applicant_of(d, seed_);
    row.text(applicant.name).text(applicant.identity);
    add_traces(d, row);
    rows.push_back(row.done());
    if (d.flaw != Flaw::no_code)
        add_requests(d, rows);
}

void Wide::add_requests(const Dossier& d, std::vector<Row>& rows) const
{
    if (d.payment == Payment::none || d.payment == Payment::owed)
        return;
    const bool split = d.payment == Payment::split;
    for (std::int64_t part = 0; part != (split ? 2 : 1); ++part) {
        const bool gateway = d.payment == Payment::gateway || (split && part == 0);
        const bool online = gateway || d.payment == Payment::gateway_unproved;
        RowWriter row(requests, engine_);
        row.number(4 * d.number + part).text(d.code);
        const std::int64_t taken_back = 20'000;
        row.number(d.payment == Payment::zero        ? 0
                   : d.payment == Payment::cancelled ? taken_back
                   : split                           ? d.amount / 2
                                                     : d.amount);
        row.text(online ? "online" : d.payment == Payment::transfer ? "transfer" : "cash");
        row.text(d.payment == Payment::cancelled ? "cancelled" : d.paid ? "paid" : "open");
        gateway&& d.paid ? row.text(guid_of(-d.number, seed_)) : row.null();
        rows.push_back(row.time(d.paid).done());
    }
}

} // namespace

std::unique_ptr<Shape> make_wide(Engine engine, const Catalogue& catalogue, std::uint64_t seed)
{
    return std::make_unique<Wide>(engine, catalogue, seed);
}

} // namespace congto::province
