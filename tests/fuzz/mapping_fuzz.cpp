// A mapping file, then a row of values made of the rest: everything a NUL divides.
#include "agent/mapping/mapping.h"
#include "config/runtime/failure.h"
#include "proto/model/codes.h"
#include "proto/model/pseudonym.h"
#include "tests/fuzz/fuzz.h"

using namespace congto;

namespace {

const mapping::KnownAccounts& accounts()
{
    static const auto register_ =
        std::make_shared<const mapping::Accounts>(mapping::Accounts::from_text(
            "account,kind,valid_from,valid_to,body\nan,staff,,,\n", "a.csv"));
    return register_;
}

// Every name a query of the shipped mappings gives, and what the fuzzer may invent in their place.
const std::vector<std::string>& columns()
{
    static const std::vector<std::string> names = {
        "id",      "modified", "code",     "opened",    "body",      "procedure", "status",
        "channel", "level",    "fee",      "result",    "digitised", "submitted", "received",
        "due",     "resolved", "returned", "withdrawn", "submitter", "applicant", "note"};
    return names;
}

std::vector<std::optional<std::string>> row_of(std::string_view text)
{
    std::vector<std::optional<std::string>> row(columns().size());
    for (auto& cell : row) {
        const std::size_t end = text.find('\0');
        const std::string_view value = text.substr(0, end);
        cell = value == "null" ? std::nullopt : std::optional<std::string>(value);
        text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
    }
    return row;
}

void map_row(mapping::Mapping& mapping, std::string_view values)
{
    mapping.bind(columns());
    model::UnitKey key({});
    const auto row = row_of(values);
    const auto mapped = mapping.map(row, key);
    if (const auto* observed = std::get_if<mapping::Mapped>(&mapped.outcome)) {
        // Nothing a collector would reject.
        fuzz::require(model::is_lawful_code(observed->observation.body));
        fuzz::require(model::is_lawful_code(observed->observation.procedure));
        for (const auto& unknown : observed->unknown) {
            fuzz::require(unknown.raw.size() <= 64);
        }
    }
    mapping.explain(row, key);
    mapping.numbered_code(row);
    mapping.is_of_known_account(row);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size)
{
    const std::string_view text = fuzz::text_of(bytes, size);
    const std::size_t end = text.find('\0');
    try {
        auto mapping = mapping::Mapping::from_text(text.substr(0, end), "fuzz.toml", accounts());
        map_row(mapping, end == std::string_view::npos ? std::string_view() : text.substr(end + 1));
    } catch (const runtime::BadSettings& bad) {
        fuzz::require(!bad.faults().empty());
        for (const std::string& fault : bad.faults()) {
            fuzz::require(fault.find('\n') == std::string::npos);
        }
    } catch (const runtime::Unavailable&) {
        // The row has no key.
    }
    return 0;
}
