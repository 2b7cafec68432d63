#include "config/runtime/failure.h"
#include "config/runtime/settings.h"
#include "tests/fuzz/fuzz.h"

using namespace congto;

namespace {

// Asks every key for everything: a read never throws, whatever is there.
void read_all(runtime::Table table, int depth)
{
    using namespace std::chrono_literals;
    if (depth > 8) {
        return;
    }
    for (const std::string& key : table.keys()) {
        table.text(key);
        table.integer_or(key, 1, 0, 9);
        table.boolean_or(key, true);
        table.duration_or(key, 1s);
        table.bytes_or(key, 1);
        table.path_if(key);
        table.texts_or_none(key);
        table.scalars_or_none(key);
        table.fault(key, table.place(key));
        read_all(table.table(key), depth + 1);
        for (const runtime::Table& item : table.tables(key)) {
            read_all(item, depth + 1);
        }
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size)
{
    try {
        runtime::SettingsFile file(fuzz::text_of(bytes, size), "fuzz.toml");
        read_all(file.root(), 0);
        for (const std::string& fault : file.faults()) {
            fuzz::require(fault.find('\n') == std::string::npos);
        }
    } catch (const runtime::BadSettings& bad) {
        fuzz::require(!bad.faults().empty());
    }
    return 0;
}
