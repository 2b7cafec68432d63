// What a mapping makes of a row, said to whoever may see the row: values beside words, and the
// dossier's code, which never leaves the unit.
#pragma once

#include "proto/model/dossier_id.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace congto::mapping {

// A column of codes: "status", "channel", "level", "fee", "result", "digitised", "body",
// "procedure", in this order.
struct ExplainedValue {
    std::string_view field;
    std::string raw;  // as the source gives it, cut to 64 bytes; "(null)" for null; empty: the
                      // mapping names no column
    std::string word; // of a code that is sent as it is: the code; empty: it is not sent

    bool operator==(const ExplainedValue&) const = default;
};

struct Explained {
    std::string code;                   // canonical
    std::optional<model::DossierId> id; // none: the row has no identity
    std::vector<ExplainedValue> values;
    std::string becomes; // "observation", "left out: test rows", "quarantined: status: no word …"

    bool operator==(const Explained&) const = default;
};

inline constexpr std::string_view kExplainedFields[] = {
    "status", "channel", "level", "fee", "result", "digitised", "body", "procedure"};

} // namespace congto::mapping
