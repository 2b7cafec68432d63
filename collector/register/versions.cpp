#include "collector/register/versions.h"

#include "collector/register/embedded.h"
#include "collector/register/import_plan.h"
#include "config/runtime/failure.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <iomanip>
#include <sstream>

namespace congto::registers {
namespace {

std::string blob_in(const SQLite::Column& column)
{
    return {static_cast<const char*>(column.getBlob()),
            static_cast<std::size_t>(column.getBytes())};
}

std::string hexadecimal(const std::string& bytes)
{
    std::ostringstream out;
    out << std::hex << std::setfill('0');
    for (const char byte : bytes) {
        out << std::setw(2) << static_cast<int>(static_cast<unsigned char>(byte));
    }
    return out.str();
}

// Registers in memory, made by importing a ledger's files again.
class Replay {
public:
    Replay() : registers_(":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE)
    {
        registers_.exec(std::string(register_sql));
    }

    // None: the act is no import. The next of the ledger each time.
    std::optional<Imported> play(std::int64_t number, const std::string& act,
                                 const std::string& payload)
    {
        const auto import = import_of_act(act);
        if (!import) {
            return std::nullopt;
        }
        const std::string name = "entry " + std::to_string(number) + " (" + act + ")";
        try {
            SQLite::Transaction transaction(registers_);
            const ImportPlan plan = import->plan(registers_, {payload, name});
            plan.carry_out(registers_);
            transaction.commit();
            return plan.changes.count();
        } catch (const runtime::BadSettings& refused) {
            throw runtime::Corrupt("the register ledger: " + refused.faults().front() +
                                   "; it was imported once, use the program that did");
        }
    }

    void play_until(SQLite::Database& ledger, std::int64_t last)
    {
        SQLite::Statement row(ledger, "SELECT entry, act, payload FROM register_ledger "
                                      "WHERE entry <= ?1 ORDER BY entry");
        row.bind(1, last);
        while (row.executeStep()) {
            play(row.getColumn(0).getInt64(), row.getColumn(1).getString(),
                 blob_in(row.getColumn(2)));
        }
    }

    SQLite::Database& registers() { return registers_; }

private:
    SQLite::Database registers_;
};

std::string act_of(SQLite::Database& registers, std::int64_t entry)
{
    SQLite::Statement row(registers, "SELECT act FROM register_ledger WHERE entry = ?1");
    row.bind(1, entry);
    if (!row.executeStep()) {
        throw runtime::BadSettings("the register ledger has no entry " + std::to_string(entry) +
                                   "; congto-collector registers list shows them");
    }
    return row.getColumn(0).getString();
}

const RegisterKind& kind_of_entry(SQLite::Database& registers, std::int64_t entry)
{
    const std::string act = act_of(registers, entry);
    if (const RegisterKind* kind = kind_of_act(act)) {
        return *kind;
    }
    throw runtime::BadSettings("entry " + std::to_string(entry) + " is \"" + act +
                               "\", which imports no file; congto-collector registers show " +
                               std::to_string(entry) + " prints what it was");
}

} // namespace

std::vector<LedgerEntry> ledger_entries(SQLite::Database& registers)
{
    std::vector<LedgerEntry> entries;
    Replay replay;
    SQLite::Statement row(registers,
                          "SELECT entry, at, act, payload, chain FROM register_ledger ORDER BY "
                          "entry");
    while (row.executeStep()) {
        LedgerEntry entry;
        entry.number = row.getColumn(0).getInt64();
        entry.at = runtime::Instant(std::chrono::microseconds(row.getColumn(1).getInt64()));
        entry.act = row.getColumn(2).getString();
        const std::string payload = blob_in(row.getColumn(3));
        entry.bytes = static_cast<std::int64_t>(payload.size());
        try {
            entry.imported = replay.play(entry.number, entry.act, payload);
        } catch (const runtime::Corrupt& refused) {
            entry.refused = refused.what();
        }
        entry.chain = hexadecimal(blob_in(row.getColumn(4)));
        entries.push_back(std::move(entry));
    }
    return entries;
}

std::string payload_of(SQLite::Database& registers, std::int64_t entry)
{
    act_of(registers, entry); // throws when there is none
    SQLite::Statement row(registers, "SELECT payload FROM register_ledger WHERE entry = ?1");
    row.bind(1, entry);
    row.executeStep();
    return blob_in(row.getColumn(0));
}

Changes changes_since(SQLite::Database& registers, std::int64_t entry,
                      std::optional<std::int64_t> until)
{
    const RegisterKind& kind = kind_of_entry(registers, entry);
    if (until) {
        if (*until <= entry) {
            throw runtime::BadSettings("entry " + std::to_string(*until) + " is not after " +
                                       std::to_string(entry) + "; give the older one first");
        }
        const RegisterKind& other = kind_of_entry(registers, *until);
        if (&other != &kind) {
            throw runtime::BadSettings("entry " + std::to_string(entry) + " is of " +
                                       std::string(kind.name) + " and " + std::to_string(*until) +
                                       " of " + std::string(other.name) +
                                       "; give two of one register");
        }
    }
    Replay before;
    before.play_until(registers, until ? entry : entry - 1);
    Replay after;
    after.play_until(registers, until.value_or(entry));
    return kind.differences(before.registers(), after.registers());
}

} // namespace congto::registers
