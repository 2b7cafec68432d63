// From pseudonyms back to rows, for whoever argues about them: read without disturbing who writes.
#pragma once

#include "agent/spool/standing.h"
#include "proto/model/dossier_id.h"

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace congto::spool {

// The row by which a source shows a dossier.
struct RowOfDossier {
    std::string source;
    std::string row_key; // as the source writes it

    bool operator==(const RowOfDossier&) const = default;
};

// One read-only connection: a value of one thread. Each call sees the spool as it is then.
class ShownRows {
public:
    // Throws Unavailable: there is no file. Throws Corrupt: not a spool, or of another edition.
    explicit ShownRows(const std::filesystem::path& file);
    ~ShownRows();
    ShownRows(const ShownRows&) = delete;
    ShownRows& operator=(const ShownRows&) = delete;

    // Of the key its pseudonyms are made with.
    KeyId key_id() const;
    // By source; empty: none shows it.
    std::vector<RowOfDossier> of(const model::DossierId& dossier);
    // Why none shows it any more, a line for each source that did: "source onestop: its row …".
    std::vector<std::string> why_gone(const model::DossierId& dossier);

private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

} // namespace congto::spool
