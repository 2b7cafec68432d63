// OpenCPS: one row a dossier and side, payments and files beside it.
#include "tests/province/opencps.h"
#include "tests/province/random.h"
#include "tests/province/shape.h"

#include <array>
#include <stdexcept>

namespace congto::province {

namespace {

using namespace opencps;

constexpr std::int64_t kDepartmentSite = 55301, kCommuneSite = 55302;
constexpr std::int64_t kSyncAccount = 20199, kFirstOfficial = 20200, kFirstCitizen = 1'000'000;
constexpr std::int64_t kNationalPortal = 5;
constexpr std::array kGateways{"KeyPayDVCQG", "PayPlatDVCQG", "ViettelPay",
                               "Paygov",      "KeyPayLate",   "KEYPAY"};

class OpenCps final : public Shape {
public:
    OpenCps(Engine engine, const Catalogue& catalogue, std::uint64_t seed)
        : engine_(engine), catalogue_(catalogue), seed_(seed), tables_(opencps::tables(engine))
    {
    }

    const std::vector<Table>& tables() const override { return tables_; }
    int fraction_of_times() const override { return 3; }
    std::vector<Kind> other_kinds() const override
    {
        return {Kind::portal_copy, Kind::child,     Kind::container,
                Kind::draft,       Kind::unclaimed, Kind::deleted};
    }
    std::vector<Row> first_rows() const override;
    void add_rows(const Dossier& dossier, std::vector<Row>& rows) const override;

private:
    std::int64_t site_of(const Dossier& d) const
    {
        return catalogue_.bodies()[static_cast<std::size_t>(d.body)].commune ? kCommuneSite
                                                                             : kDepartmentSite;
    }
    std::int64_t account_of(const Dossier& d) const;
    std::int64_t originality_of(const Dossier& d) const;
    void add_codes(const Dossier& d, RowWriter& row) const;
    void add_channel(const Dossier& d, RowWriter& row) const;
    void add_payments(const Dossier& d, std::vector<Row>& rows) const;
    void add_files(const Dossier& d, std::vector<Row>& rows) const;

    Engine engine_;
    const Catalogue& catalogue_;
    std::uint64_t seed_;
    std::vector<Table> tables_;
};

std::vector<Row> OpenCps::first_rows() const
{
    std::vector<Row> rows;
    std::int64_t id = 0;
    for (const auto& procedure : catalogue_.procedures())
        if (procedure.mapped)
            // Each site keeps its own list: a join by code alone would double the dossiers.
            for (const auto site : {kDepartmentSite, kCommuneSite})
                rows.push_back(RowWriter(services, engine_)
                                   .number(++id)
                                   .number(site)
                                   .text(procedure.local_code)
                                   .text(procedure.code + ".000.00.00.H00")
                                   .done());
    const auto officials = static_cast<std::int64_t>(catalogue_.bodies().size());
    for (std::int64_t i = -1; i != officials; ++i)
        rows.push_back(RowWriter(employees, engine_)
                           .number(i + 2)
                           .number(kDepartmentSite)
                           .number(i < 0 ? kSyncAccount : kFirstOfficial + i)
                           .done());
    return rows;
}

std::int64_t OpenCps::account_of(const Dossier& d) const
{
    if (d.entry == Entry::national_portal)
        return kSyncAccount;
    const bool official = d.entry == Entry::officials_account || d.channel == Channel::counter ||
                          d.channel == Channel::post;
    if (official)
        return kFirstOfficial + d.body;
    return kFirstCitizen +
           static_cast<std::int64_t>(mixed(seed_, static_cast<std::uint64_t>(d.number)) % 300'000);
}

std::int64_t OpenCps::originality_of(const Dossier& d) const
{
    const auto kept = [&]() -> std::int64_t {
        switch (d.kind) {
        case Kind::dossier:
        case Kind::unclaimed:
            return 3;
        case Kind::portal_copy:
            return 1;
        case Kind::child:
            return d.number % 2 == 0 ? 2 : 3;
        case Kind::container:
            return d.number % 2 == 0 ? 4 : 9;
        case Kind::draft:
            return -1;
        case Kind::deleted:
            return -3;
        }
        throw std::logic_error("a kind of no name");
    }();
    return d.standing == Standing::deleted ? -kept : kept;
}

void OpenCps::add_codes(const Dossier& d, RowWriter& row) const
{
    row.number(site_of(d)).text(catalogue_.bodies()[static_cast<std::size_t>(d.body)].code);
    if (d.flaw == Flaw::no_code)
        d.number % 2 == 0 ? row.null().null() : row.text("").text("");
    else if (d.code_in_reference)
        (d.number % 2 == 0 ? row.null() : row.text("")).text(guid_of(d.number, seed_));
    else
        row.text(d.code).text(guid_of(d.number, seed_));
    row.text(catalogue_.procedures()[static_cast<std::size_t>(d.procedure)].local_code);
    if (d.level != Level::unknown)
        row.number(d.level == Level::full ? 4 : d.level == Level::partial ? 3 : 2);
    else
        d.odd_word ? row.number(1) : row.null();
}

void OpenCps::add_channel(const Dossier& d, RowWriter& row) const
{
    if (d.channel == Channel::unknown)
        row.null();
    else
        row.boolean(d.channel == Channel::online || d.channel == Channel::assisted);
    row.number(d.channel == Channel::post ? 1 : 0);
    const bool by_post = d.delivery == Delivery::post_sent || d.delivery == Delivery::post_received;
    if (d.delivery == Delivery::untold)
        row.null();
    else if (by_post && d.returned)
        row.number(d.delivery == Delivery::post_sent ? 3 : 4);
    else
        row.number(by_post || d.delivery == Delivery::counter_despite_wish ? 2 : d.number % 2);
    row.number(d.entry == Entry::national_portal ? kNationalPortal : 1).number(account_of(d));
}

void OpenCps::add_rows(const Dossier& d, std::vector<Row>& rows) const
{
    if (d.standing == Standing::gone)
        return;
    RowWriter row(dossiers, engine_);
    row.number(d.number);
    add_codes(d, row);
    add_channel(d, row);
    row.number(originality_of(d));
    if (d.kind == Kind::unclaimed)
        d.number % 2 == 0 ? row.null() : row.number(0);
    else
        row.number(3 * d.number + 7);
    if (d.kind == Kind::child && d.number % 2 != 0)
        row.text("DVC-" + std::to_string(d.parent));
    else
        d.number % 3 == 0 ? row.text("") : row.null();
    if (d.flaw == Flaw::odd_status)
        d.number % 2 == 0 ? row.null() : row.text("archiving");
    else
        row.text(opencps::status_word(d));
    row.text("");
    // The callback of a gateway writes the time of payment over the time of submission.
    row.time(d.payment == Payment::gateway && d.paid ? *d.paid : d.submitted);
    row.time(d.flaw == Flaw::no_received_time ? std::nullopt : d.received);
    row.time(d.due).time(d.extended);
    row.time(d.resolved_unwritten ? std::nullopt : d.resolved).time(d.returned);
    row.time(d.withdrawn).time(d.supplemented);
    row.cursor(d.modified, engine_ == Engine::postgresql ? 3 : 0).time(d.created);
    const auto applicant = applicant_of(d, seed_);
    rows.push_back(row.text(applicant.name).text(applicant.identity).done());
    if (d.kind == Kind::container)
        return;
    add_payments(d, rows);
    add_files(d, rows);
}

void OpenCps::add_payments(const Dossier& d, std::vector<Row>& rows) const
{
    // This system cannot take a request back: it deletes it.
    if (d.payment == Payment::none || d.payment == Payment::cancelled)
        return;
    const bool split = d.payment == Payment::split, zero = d.payment == Payment::zero;
    for (std::int64_t part = 0; part != (split ? 2 : 1); ++part) {
        const bool gateway = d.payment == Payment::gateway || (split && part == 0);
        const bool named = gateway || d.payment == Payment::gateway_unproved;
        const std::int64_t amount = zero ? 0 : split ? d.amount / 2 : d.amount;
        RowWriter row(payments, engine_);
        row.number(4 * d.number + part).number(d.number);
        d.number % 17 == 0 ? row.null() : row.number(amount);
        row.number(amount).number(d.paid ? 5 : d.number % 2);
        row.text(named ? kGateways[static_cast<std::size_t>(d.number) % kGateways.size()]
                 : d.payment == Payment::transfer ? "Chuyển khoản"
                                                  : "direct");
        const bool proved = gateway && d.paid;
        const auto proof = "{\"transaction\"=\"" + guid_of(-d.number, seed_) + "\"}";
        proved&& d.number % 3 != 0 ? row.text(proof) : row.null();
        proved&& d.number % 3 == 0 ? row.text(proof) : row.text("");
        rows.push_back(row.time(d.paid ? *d.paid : d.submitted).done());
    }
}

void OpenCps::add_files(const Dossier& d, std::vector<Row>& rows) const
{
    const auto add = [&](std::int64_t part, int type, bool removed, std::int64_t entry, Second at) {
        rows.push_back(RowWriter(files, engine_)
                           .number(4 * d.number + part)
                           .number(d.number)
                           .number(type)
                           .boolean(removed)
                           .number(entry)
                           .time(at)
                           .done());
    };
    // What the applicant handed in; not a result.
    if (d.channel == Channel::online)
        add(0, 1, false, 10 * d.number + 1, d.submitted);
    if (!d.resolved)
        return;
    if (d.delivery == Delivery::file || d.delivery == Delivery::group_file)
        add(1, d.delivery == Delivery::file ? 2 : 7, false, 10 * d.number + 2, *d.resolved);
    else if (d.delivery == Delivery::removed_file)
        add(1, 2, true, 10 * d.number + 2, *d.resolved);
    else if (d.delivery == Delivery::empty_file)
        add(1, 2, false, 0, *d.resolved);
}

} // namespace

std::unique_ptr<Shape> make_opencps(Engine engine, const Catalogue& catalogue, std::uint64_t seed)
{
    return std::make_unique<OpenCps>(engine, catalogue, seed);
}

} // namespace congto::province
