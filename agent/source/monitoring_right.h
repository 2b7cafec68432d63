// The right by which an engine shows the transactions of others.
#pragma once

#include <string>
#include <string_view>

namespace congto::source {

// The statement that grants it, for a dialect of mappings ("postgresql"); empty: the engine has
// none, or it is not known here.
inline std::string grant_of_monitoring(std::string_view dialect)
{
    if (dialect == "postgresql") {
        return "GRANT pg_read_all_stats TO";
    }
    if (dialect == "mysql") {
        return "GRANT PROCESS ON *.* TO";
    }
    return dialect == "sqlserver" ? "GRANT VIEW SERVER STATE TO" : "";
}

} // namespace congto::source
