// A small mapping whose parts tests replace.
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

namespace congto::test {

inline constexpr std::string_view kSmallMapping = R"(system = "small"
[position]
cursor = "modified"
key = "id"
start_cursor = "19700101000000"
start_key = "0"
[dossier]
code = "code"
opened_on = "created"
[times]
zone = "+07:00"
formats = ["%Y%m%d%H%M%S"]
[times.columns]
submitted = "submitted"
received = "received"
due = "due"
resolved = "resolved"
withdrawn = "withdrawn"
[status]
column = "status"
values = { received = ["2"], refused = ["3"], withdrawn = ["7"], resolved = ["9"] }
[channel]
column = "channel"
null = "counter"
values = { online = ["2"], counter = ["1", "quay"] }
[digitised]
column = "digitised"
values = { both = ["yes"] }
[[leave_out]]
name = "test row"
when = [{ column = "note", is = ["test"] }]
[[evidence]]
bit = "malformed_identity"
when = [{ column = "identity_wrong", is = ["1"] }]
known_when = [{ column = "identity_wrong", null = false }]
[query.sqlite3]
page = "SELECT * FROM t WHERE (m, id) > (:after_cursor, :after_key) ORDER BY m, id LIMIT :limit"
now = "SELECT 1"
)";

// `text` with one part, which must be in it, replaced.
inline std::string with(std::string_view text, std::string_view part, std::string_view by)
{
    std::string changed(text);
    const std::size_t at = changed.find(part);
    if (at == std::string::npos) {
        throw std::logic_error("no such part: " + std::string(part));
    }
    return changed.replace(at, part.size(), by);
}

inline std::string with(std::string_view part, std::string_view by)
{
    return with(kSmallMapping, part, by);
}

} // namespace congto::test
