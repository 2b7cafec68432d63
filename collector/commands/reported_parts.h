// What `reported` has beside other registers.
#pragma once

#include "collector/commands/commands.h"
#include "collector/register/registers.h"

#include <optional>
#include <string>

namespace congto::collector {

// What is said of a tree of the national portal on the command line.
struct PortalOptions {
    std::optional<std::string> origin;
    std::optional<std::string> reported_on;
    std::optional<std::string> month;
    std::optional<std::string> quarter;
    std::optional<std::string> year;
    std::optional<std::string> from;
    std::optional<std::string> to;

    // Throws runtime::BadSettings with every fault: a period said in two ways, a day that is none.
    registers::PortalReport report() const;
    // Throws runtime::BadSettings: something was said, of a file whose lines say it themselves.
    void require_none(const std::string& file) const;
};

// `options` must outlive the parsing.
void add_portal_options(CLI::App& app, PortalOptions& options);

// Throws runtime::BadSettings: the file is no text at all, so neither CSV nor JSON.
void require_text(const registers::RegisterFile& file);

// `reported contradictions`
void add_contradictions(CLI::App& reported, Chosen& chosen);
// `reported compare`
void add_compare(CLI::App& reported, Chosen& chosen);

} // namespace congto::collector
