#include "collector/register/withdrawal.h"

#include "collector/register/register_ledger.h"
#include "config/runtime/failure.h"

#include <SQLiteCpp/SQLiteCpp.h>

namespace congto::registers {
namespace {

std::string_view act_of(WithdrawalDecision::Verdict verdict)
{
    switch (verdict) {
    case WithdrawalDecision::Verdict::accept:
        return "withdrawals accept";
    case WithdrawalDecision::Verdict::reject:
        return "withdrawals reject";
    case WithdrawalDecision::Verdict::release:
        return "agents release";
    case WithdrawalDecision::Verdict::order:
        return "sources order";
    case WithdrawalDecision::Verdict::erase:
        return "fingerprints erase";
    }
    return {};
}

// The act's parameters as the ledger keeps them: a line each.
std::string payload_of(const WithdrawalDecision& decision)
{
    if (decision.verdict == WithdrawalDecision::Verdict::order) {
        return "number " + std::to_string(decision.number) + "\nunit " +
               std::to_string(decision.unit) + "\nsources " + decision.source_name + "\nreason " +
               decision.reason + "\nby " + decision.decided_by + "\n";
    }
    if (decision.verdict == WithdrawalDecision::Verdict::erase) {
        return "number " + std::to_string(decision.number) + "\nthrough " +
               model::text_of(model::month_of(decision.to)) + "\nreason " + decision.reason +
               "\nby " + decision.decided_by + "\n";
    }
    return "number " + std::to_string(decision.number) + "\nunit " + std::to_string(decision.unit) +
           "\nsource " + std::to_string(decision.source) + " " + decision.source_name + "\nfrom " +
           model::text_of(decision.from) + "\nto " + model::text_of(decision.to) +
           "\nheld through " + std::to_string(decision.held_through.time_since_epoch().count()) +
           "\nreason " + decision.reason + "\nby " + decision.decided_by + "\n";
}

void insert(SQLite::Database& registers, const WithdrawalDecision& decision)
{
    SQLite::Statement row(registers,
                          "INSERT INTO withdrawal_decision (number, at, verdict, unit, source, "
                          "source_name, from_day, to_day, reason, decided_by, held_through) "
                          "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)");
    row.bind(1, decision.number);
    row.bind(2, decision.at.time_since_epoch().count());
    row.bind(3, static_cast<int>(decision.verdict));
    if (decision.verdict != WithdrawalDecision::Verdict::erase) {
        row.bind(4, decision.unit); // else of all of them
    }
    row.bind(5, decision.source);
    row.bind(6, decision.source_name);
    row.bind(7, decision.from.number);
    row.bind(8, decision.to.number);
    row.bind(9, decision.reason);
    row.bind(10, decision.decided_by);
    row.bind(11, decision.held_through.time_since_epoch().count());
    row.exec();
}

} // namespace

std::vector<WithdrawalDecision> enter_decisions(SQLite::Database& registers,
                                                std::vector<WithdrawalDecision> decisions)
{
    try {
        SQLite::Transaction transaction(registers, SQLite::TransactionBehavior::IMMEDIATE);
        std::int64_t last =
            registers.execAndGet("SELECT coalesce(max(number), 0) FROM withdrawal_decision")
                .getInt64();
        for (WithdrawalDecision& decision : decisions) {
            decision.number = ++last;
            insert(registers, decision);
            enter(registers, decision.at, act_of(decision.verdict), payload_of(decision));
        }
        transaction.commit();
        return decisions;
    } catch (const SQLite::Exception& said) {
        throw runtime::Unavailable(registers.getFilename() + ": " + said.what() +
                                   "; nothing was decided, try again");
    }
}

std::vector<WithdrawalDecision> decisions_after(SQLite::Database& registers, std::int64_t number)
{
    try {
        SQLite::Statement rows(registers,
                               "SELECT number, at, verdict, unit, source, source_name, from_day, "
                               "to_day, held_through, reason, decided_by FROM withdrawal_decision "
                               "WHERE number > ?1 ORDER BY number");
        rows.bind(1, number);
        std::vector<WithdrawalDecision> decisions;
        while (rows.executeStep()) {
            const auto at = std::chrono::microseconds(rows.getColumn(1).getInt64());
            decisions.push_back(
                {rows.getColumn(0).getInt64(),
                 runtime::Instant(at),
                 static_cast<WithdrawalDecision::Verdict>(rows.getColumn(2).getInt()),
                 rows.getColumn(3).getInt64(),
                 rows.getColumn(4).getInt64(),
                 rows.getColumn(5).getString(),
                 {rows.getColumn(6).getInt()},
                 {rows.getColumn(7).getInt()},
                 runtime::Instant(std::chrono::microseconds(rows.getColumn(8).getInt64())),
                 rows.getColumn(9).getString(),
                 rows.getColumn(10).getString()});
        }
        return decisions;
    } catch (const SQLite::Exception& said) {
        throw runtime::Unavailable(
            registers.getFilename() + ": " + said.what() +
            "; what was decided of withdrawals cannot be read for now, try again");
    }
}

} // namespace congto::registers
