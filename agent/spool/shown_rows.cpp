#include "agent/spool/shown_rows.h"

#include "agent/spool/inside.h"
#include "config/runtime/sqlite.h"

#include <SQLiteCpp/Database.h>

namespace congto::spool {
namespace {

std::unique_ptr<SQLite::Database> opened(const std::filesystem::path& file)
{
    auto database = runtime::open_for_reading(file, kRemedy);
    runtime::require_edition(*database, kForm);
    return database;
}

const char* text_of(Gone gone)
{
    switch (gone) {
    case Gone::withdrawn:
        return "its row has another dossier code, or day opened, since";
    case Gone::left_out:
        return "a rule of the mapping leaves its row out since";
    case Gone::absent:
        return "its row is gone from the source";
    case Gone::forgotten:
        return "the source was forgotten";
    }
    return "";
}

} // namespace

struct ShownRows::Inside {
    explicit Inside(const std::filesystem::path& file)
        : database(opened(file)),
          rows(*database, "SELECT source.name, shown.row_key FROM source JOIN shown"
                          " ON shown.source = source.number AND shown.dossier = ?1"
                          " ORDER BY source.name"),
          gone(*database, "SELECT source.name, withdrawn.cause FROM source JOIN withdrawn"
                          " ON withdrawn.source = source.number AND withdrawn.dossier = ?1"
                          " ORDER BY source.name")
    {
    }

    std::unique_ptr<SQLite::Database> database;
    Query rows;
    Query gone;
};

ShownRows::ShownRows(const std::filesystem::path& file) : inside_(std::make_unique<Inside>(file)) {}

ShownRows::~ShownRows() = default;

KeyId ShownRows::key_id() const
{
    StateTables tables(*inside_->database);
    const auto state = tables.load();
    return state ? state->owner.key_id : KeyId{};
}

std::vector<RowOfDossier> ShownRows::of(const model::DossierId& dossier)
{
    std::vector<RowOfDossier> found;
    inside_->rows.with(dossier.bytes);
    while (inside_->rows.next()) {
        found.push_back({std::string(inside_->rows.text(0)), unpacked(inside_->rows, 1)});
    }
    return found;
}

std::vector<std::string> ShownRows::why_gone(const model::DossierId& dossier)
{
    std::vector<std::string> found;
    inside_->gone.with(dossier.bytes);
    while (inside_->gone.next()) {
        found.push_back("source " + std::string(inside_->gone.text(0)) + ": " +
                        text_of(static_cast<Gone>(inside_->gone.integer(1))));
    }
    return found;
}

} // namespace congto::spool
