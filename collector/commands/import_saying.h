// What became of an export file, in words.
#pragma once

#include "collector/intake/recorded_answer.h"

#include <string>

namespace congto::collector {

// "unit H44, spool 1a2b3c4d, numbers 1 to 1,200"
std::string words_for(const intake::ExportFile& file);
// One line, and what it comes to: 0: everything of the file is durable here; 65: it is not.
struct ImportSaid {
    int status = 0;
    std::string line;
};
ImportSaid said_of(const intake::RecordedAnswer& answer);
// "31 days verified, 2 different, 1 disputed"; empty: it claimed none.
std::string days_of(const intake::RecordedAnswer& answer);

} // namespace congto::collector
