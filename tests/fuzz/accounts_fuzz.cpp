// The unit's register of accounts.
#include "agent/mapping/accounts.h"
#include "config/runtime/failure.h"
#include "tests/fuzz/fuzz.h"

using namespace congto;

namespace {

// The longest word of the text that only an account can be.
std::string_view longest_word(std::string_view text)
{
    std::string_view longest;
    while (!text.empty()) {
        const std::string_view word = text.substr(0, text.find_first_of(",\"\r\n \t"));
        longest = word.size() > longest.size() ? word : longest;
        text.remove_prefix(std::min(word.size() + 1, text.size()));
    }
    return longest;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size)
{
    const std::string_view text = fuzz::text_of(bytes, size);
    try {
        const auto accounts = mapping::Accounts::from_text(std::string(text), "fuzz.csv");
        fuzz::require(accounts.size() > 0 && accounts.content() == text);
        const auto day = model::parse_day("2026-02-03").value();
        fuzz::require(accounts.valid_on(day) <= accounts.size());
        const std::string_view word = longest_word(text);
        fuzz::require(!accounts.kind_of(word, day) || accounts.holds(word));
        fuzz::require(!accounts.was_ever(word, mapping::AccountKinds().flip()) ||
                      accounts.holds(word));
    } catch (const runtime::BadSettings& bad) {
        fuzz::require(!bad.faults().empty());
        const std::string_view word = longest_word(text);
        for (const std::string& fault : bad.faults()) {
            fuzz::require(fault.find('\n') == std::string::npos);
            // Never with an account: no other word of a fault is as long.
            fuzz::require(word.size() < 24 || fault.find(word) == std::string::npos);
        }
    }
    return 0;
}
