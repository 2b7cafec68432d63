#include "proto/model/codes.h"
#include "proto/model/time.h"
#include "tests/fuzz/fuzz.h"

using namespace congto;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size)
{
    const std::string_view text = fuzz::text_of(bytes, size);
    const std::string code = model::canonical_dossier_code(text);
    fuzz::require(code.size() <= text.size());
    if (const auto day = model::day_in_dossier_code(code)) {
        fuzz::require(code.find(model::text_of(*day).substr(8)) != std::string::npos);
    }
    const std::string procedure = model::canonical_procedure(text);
    fuzz::require(model::canonical_procedure(procedure) == procedure);
    if (const auto unit = model::unit_of_body(text)) {
        fuzz::require(model::is_unit_code(*unit));
    }
    if (const auto day = model::parse_day(text)) {
        fuzz::require(model::text_of(*day) == text);
    }
    if (const auto month = model::parse_month(text)) {
        fuzz::require(model::text_of(*month) == text);
    }
    return 0;
}
