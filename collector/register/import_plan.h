// What importing a file into each of the registers would do, worked out before anything is done.
#pragma once

#include "collector/register/change.h"
#include "collector/register/portal_figures.h"

#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace SQLite {
class Database;
}

namespace congto::registers {

// A register file, already read whole; `file` stands for it in faults.
struct RegisterFile {
    std::string_view content;
    std::string file;
};

struct ImportPlan {
    Changes changes;
    std::function<void(SQLite::Database&)> carry_out; // within the caller's transaction
};

// An import as the register ledger names it.
struct RegisterImport {
    std::string act; // "units import"
    // Only reads. Throws runtime::BadSettings with every fault of the file.
    std::function<ImportPlan(SQLite::Database& registers, const RegisterFile& from)> plan;
};

// One of the registers.
struct RegisterKind {
    std::string_view name; // "units"
    std::string_view act;
    ImportPlan (*plan)(SQLite::Database& registers, const RegisterFile& from);
    // Between two registers' contents.
    Changes (*differences)(SQLite::Database& before, SQLite::Database& after);
};

extern const RegisterKind kUnits;
extern const RegisterKind kBodies;
extern const RegisterKind kProcedures;
extern const RegisterKind kCampaigns;
extern const RegisterKind kTargets;
extern const RegisterKind kReported;

RegisterImport import_of(const RegisterKind& kind);
// Of a tree of the national portal (portal_tree.h), which gives reported figures and counts; its
// act says what `report` says.
RegisterImport portal_import(const PortalReport& report);

// Of an entry of the ledger. Null and none: the act is no import.
const RegisterKind* kind_of_act(std::string_view act);
std::optional<RegisterImport> import_of_act(std::string_view act);

} // namespace congto::registers
