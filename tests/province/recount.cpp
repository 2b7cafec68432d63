#include "tests/province/recount.h"

#include "tests/support/sql.h"

#include <array>
#include <stdexcept>
#include <vector>

namespace congto::province {

namespace {

// One row a dossier row of the source: what it is in the words of the definitions. Statements of
// all three engines: no function that one of them lacks.
constexpr const char* kOpenCps = R"(
with fee as (
  select dossierId, count(*) as requests,
    sum(case when paymentStatus = 5 then 1 else 0 end) as paid,
    sum(case when paymentMethod in ('KeyPayDVCQG', 'PayPlatDVCQG', 'ViettelPay', 'Paygov', 'KeyPayLate', 'KEYPAY')
              and (coalesce(confirmPayload, '') <> '' or coalesce(epaymentProfile, '') <> '')
             then 1 else 0 end) as proved
  from opencps_paymentfile where coalesce(feeAmount, 0) > 0 or coalesce(paymentAmount, 0) > 0
  group by dossierId),
result as (
  select dossierId, count(*) as files from opencps_dossierfile
  where dossierPartType in (2, 7) and not removed and fileEntryId > 0 group by dossierId),
seen as (
  select d.dossierId,
    case when originality = 3 and coalesce(dossierActionId, 0) <> 0
           and coalesce(originDossierNo, '') = '' then 1 else 0 end as counts,
    case when coalesce(dossierNo, '') = '' and coalesce(referenceUid, '') = '' then 0 else 1 end as coded,
    case dossierStatus when 'new' then 2 when 'receiving' then 1 when 'processing' then 4
      when 'waiting' then 5 when 'paying' then 6 when 'releasing' then 9 when 'done' then 10
      when 'denied' then 3 when 'cancelled' then 7 when 'unresolved' then 8
      when 'interoperating' then 4 when 'posting' then 4 else 0 end as status,
    case when online_ is null then 'unknown'
      when online_ then (case when systemId <> 5 and exists (select 1 from opencps_employee e
             where e.mappingUserId = d.userId) then 'online_assisted' else 'online' end)
      when fromViaPostal > 0 then 'post' else 'counter' end as channel,
    case serviceLevel when 4 then 'full' when 3 then 'partial' when 2 then 'information_only'
      else 'unknown' end as level,
    case when fee.requests is null then 'none_due' when fee.paid < fee.requests then 'due'
      when fee.proved = fee.requests then 'paid_online' else 'paid_offline' end as fee,
    case when finishDate is not null and result.files > 0 then 'electronic'
      when viaPostal in (3, 4) then 'post' when finishDate is null then 'none_yet'
      when viaPostal in (0, 1, 2) then 'counter' else 'unknown' end as result,
    0 as visit, receiveDate as received, cancellingDate as withdrawn, releaseDate as resolved,
    finishDate as returned, coalesce(extendDate, dueDate) as due
  from opencps_dossier d left join fee on fee.dossierId = d.dossierId
    left join result on result.dossierId = d.dossierId)
)";

constexpr const char* kWide = R"(
with fee as (
  select dossier_code, count(*) as requests,
    sum(case when status = 'paid' then 1 else 0 end) as paid,
    sum(case when method = 'online' and coalesce(gateway_transaction, '') <> '' then 1 else 0 end) as proved
  from payment_request where status <> 'cancelled' and amount > 0 group by dossier_code),
seen as (
  select d.id,
    case when deleted_on is null and coalesce(parent_id, '') = '' then 1 else 0 end as counts,
    case when code = '' then 0 else 1 end as coded,
    case status when '1' then 1 when '2' then 2 when '3' then 3 when '4' then 4 when '5' then 5
      when '6' then 6 when '7' then 7 when '8' then 8 when '9' then 9 when '10' then 10 else 0 end as status,
    case when coalesce(migrated_from, '') <> '' then 'migrated'
      when channel = '2' then (case when coalesce(entered_by, '') not in ('', 'dvcqg')
           and coalesce(submitter_account, '') <> entered_by then 'online_assisted' else 'online' end)
      when channel = '1' then 'counter' when channel = '3' then 'post' else 'unknown' end as channel,
    case level when '4' then 'full' when '3' then 'partial' when '2' then 'information_only'
      else 'unknown' end as level,
    case when fee.requests is null then (case when fee_amount > 0 then 'due' else 'none_due' end)
      when fee.paid < fee.requests then 'due'
      when fee.proved = fee.requests then 'paid_online' else 'paid_offline' end as fee,
    case when status in ('9', '10') and coalesce(result_files, '') not in ('', '[]') then 'electronic'
      when returned_at is null then 'none_yet' when return_by = '1' then 'post'
      when return_by = '0' then 'counter' else 'unknown' end as result,
    case when coalesce(counter_ticket, '') <> '' then 1 else 0 end as visit,
    received_at as received, withdrawn_at as withdrawn, resolved_at as resolved, returned_at as returned,
    due_at as due
  from dossier d left join fee on fee.dossier_code = d.code)
)";

// A dossier without a code, a known status, or the time its status requires.
constexpr const char* kFaulty =
    "(coded = 0 or status = 0 or (status in (2,4,5,6,8,9,10) and received is null)"
    " or (status = 7 and received is null and withdrawn is null))";

struct Counted {
    const char* name;
    const char* condition;
};

constexpr std::array kFigures{
    Counted{"dossiers", "1 = 1"},
    Counted{"end_to_end", "channel = 'online' and level = 'full'"},
    Counted{"proven", "channel = 'online' and level = 'full' and fee in ('none_due', 'paid_online')"
                      " and result in ('electronic', 'post') and visit = 0"},
    Counted{"online", "channel = 'online'"},
    Counted{"assisted", "channel = 'online_assisted'"},
    Counted{"two_channels", "channel in ('online', 'online_assisted', 'counter')"},
    Counted{"two_channels_online", "channel in ('online', 'online_assisted')"},
    Counted{"full", "level = 'full'"},
    Counted{"full_online", "level = 'full' and channel in ('online', 'online_assisted')"},
    Counted{"fee", "fee <> 'none_due'"},
    Counted{"fee_online", "fee = 'paid_online'"},
    Counted{"reported", "level in ('full', 'partial')"},
    Counted{"unknown_channel", "channel = 'unknown'"},
    Counted{"electronic", "result = 'electronic'"},
    Counted{"online_electronic", "channel = 'online' and result = 'electronic'"},
    Counted{"settled", "status in (9,10)"},
    Counted{"settled_electronic", "status in (9,10) and result = 'electronic'"},
    Counted{"returned", "status = 10"},
};
// Of a stock, where TODAY is.
constexpr std::array kTimes{
    Counted{"on_time_of", "1 = 1"},
    Counted{"on_time", "case when status in (7,9,10) then (case when ended <= due then 1 end)"
                       " when due >= 'TODAY 00:00:00' then 1 end = 1"},
};
constexpr std::array kTotals{
    Counted{"rows", "1 = 1"},
    Counted{"left_out", "counts = 0"},
    Counted{"quarantined", "counts = 1 and FAULTY"},
    Counted{"mapped", "counts = 1 and not FAULTY"},
};

// A dossier that counts: of no fault, not copied in from elsewhere.
const std::string kCounts =
    std::string("where counts = 1 and not ") + kFaulty + " and channel <> 'migrated' and ";

// When the source says that the work on it ended.
constexpr const char* kEnded = "case when resolved is not null then resolved when status = 10 then "
                               "returned when status = 7 then withdrawn end";

void replace(std::string& text, std::string_view word, std::string_view by)
{
    for (auto at = text.find(word); at != std::string::npos; at = text.find(word, at + by.size()))
        text.replace(at, word.size(), by);
}

template <std::size_t N>
Figures ask(const std::string& engine, const std::string& connection, ShapeName shape,
            const std::array<Counted, N>& figures, const std::string& filter,
            const std::string& today = "")
{
    std::string sql = shape == ShapeName::opencps ? kOpenCps : kWide;
    sql += "select ";
    for (const auto& figure : figures) {
        std::string condition = figure.condition;
        replace(condition, "FAULTY", kFaulty);
        replace(condition, "TODAY", today);
        replace(condition, "ended", kEnded);
        sql += std::string(&figure == figures.data() ? "" : ", ") + "count(case when " + condition +
               " then 1 end)";
    }
    const auto rows = test::query_sql(engine, connection, sql + " from seen " + filter);
    Figures counted;
    for (std::size_t i = 0; i != N; ++i)
        counted[figures[i].name] = std::stoll(rows.at(0).at(i).value());
    return counted;
}

} // namespace

Figures recount(const std::string& engine, const std::string& connection, ShapeName shape,
                Basis basis, const std::string& from, const std::string& to)
{
    const std::string within = " between '" + from + " 00:00:00' and '" + to + " 23:59:59'";
    const std::string filter = basis == Basis::received
                                   ? "status in (2,4,5,6,7,8,9,10) and received" + within
                                   : "status in (9,10) and " + std::string(kEnded) + within;
    return ask(engine, connection, shape, kFigures, kCounts + filter);
}

Figures recount_times(const std::string& engine, const std::string& connection, ShapeName shape,
                      Basis basis, const Days& days)
{
    const std::string from = " '" + days.from + " 00:00:00'", to = " '" + days.to + " 23:59:59'";
    std::string filter = "status in (9,10) and ended between" + from + " and" + to;
    if (basis == Basis::received)
        // Left of what came in by then: what was not ended before, and of what ended nobody knows
        // when, only what came in within these days.
        filter = "status in (2,4,5,6,7,8,9,10) and received <=" + to +
                 " and case when status not in (7,9,10) then 1 when ended is not null then (case "
                 "when ended >=" +
                 from + " then 1 end) when received >=" + from + " then 1 end = 1";
    replace(filter, "ended", kEnded);
    return ask(engine, connection, shape, kTimes, kCounts + filter, days.today);
}

Figures recount_totals(const std::string& engine, const std::string& connection, ShapeName shape)
{
    return ask(engine, connection, shape, kTotals, "");
}

Figures figures_of(const Tally& tally)
{
    const auto count = [](const std::map<std::string, std::int64_t>& counts, const char* word) {
        const auto found = counts.find(word);
        return found == counts.end() ? 0 : found->second;
    };
    return {{"dossiers", tally.dossiers},
            {"end_to_end", tally.end_to_end.numerator},
            {"proven", tally.end_to_end_proven.numerator},
            {"online", tally.online_submission.numerator},
            {"assisted", tally.online_assisted.numerator},
            {"two_channels", tally.online_of_two_channels.denominator},
            {"two_channels_online", tally.online_of_two_channels.numerator},
            {"full", tally.online_of_full.denominator},
            {"full_online", tally.online_of_full.numerator},
            {"fee", tally.paid_online.denominator},
            {"fee_online", tally.paid_online.numerator},
            {"reported", tally.reported.numerator},
            {"unknown_channel", count(tally.channels, "unknown")},
            {"electronic", count(tally.results, "electronic")},
            {"online_electronic", tally.online_with_result.numerator},
            {"settled", tally.result_electronic.denominator},
            {"settled_electronic", tally.result_electronic.numerator},
            {"returned", count(tally.statuses, "10")}};
}

Figures times_of(const Tally& tally)
{
    return {{"on_time", tally.on_time.numerator}, {"on_time_of", tally.on_time.denominator}};
}

Figures figures_of(const Totals& totals)
{
    const auto sum = [](const std::map<std::string, std::int64_t>& counts) {
        std::int64_t all = 0;
        for (const auto& [name, count] : counts)
            all += count;
        return all;
    };
    return {{"rows", totals.rows},
            {"left_out", sum(totals.left_out)},
            {"quarantined", sum(totals.quarantined)},
            {"mapped", totals.mapped}};
}

} // namespace congto::province
