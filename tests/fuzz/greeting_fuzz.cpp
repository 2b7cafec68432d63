// What an agent says of itself: the first byte says whether a certificate names its unit.
#include "collector/intake/greeting.h"
#include "config/runtime/text.h"
#include "tests/fuzz/fuzz.h"

#include "congto/v1/uplink.pb.h"

#include <google/protobuf/stubs/logging.h>

using namespace congto;

namespace {

std::optional<store::UnitId> unit_of(std::string_view code)
{
    return code == "H44" ? std::optional<store::UnitId>(1) : std::nullopt;
}

// Nothing an agent wrote goes into a log or back to it but a code that is one.
void check_refusal(const intake::Refused& refused)
{
    fuzz::require(!refused.detail.empty());
    fuzz::require(runtime::escaped(refused.detail) == refused.detail);
    fuzz::require(intake::name_of(refused.reason) != "unknown");
}

void check_welcome(const store::SpoolGreeting& greeting)
{
    fuzz::require(greeting.unit == 1);
    fuzz::require(greeting.receipted_sequence <= greeting.assigned_sequence);
    fuzz::require(!greeting.sources.empty() && greeting.sources.size() <= 64);
    fuzz::require(runtime::escaped(greeting.agent_version) == greeting.agent_version);
    for (const auto& source : greeting.sources) {
        fuzz::require(source.number != 0 && !source.name.empty() && source.name.size() <= 32);
        fuzz::require(runtime::escaped(source.name) == source.name);
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size)
{
    // It tells of every text that is none.
    static const auto before = google::protobuf::SetLogHandler(nullptr);
    static_cast<void>(before);
    if (size == 0) {
        return 0;
    }
    const std::string_view text = fuzz::text_of(bytes + 1, size - 1);
    v1::Greeting greeting;
    if (!greeting.ParseFromArray(text.data(), static_cast<int>(text.size()))) {
        return 0;
    }
    const bool is_certified = bytes[0] == 'c';
    const auto certified = is_certified ? std::optional<std::string>("H44") : std::nullopt;
    const auto answer = intake::checked(greeting, certified, unit_of);
    if (const auto* refused = std::get_if<intake::Refused>(&answer)) {
        check_refusal(*refused);
    } else {
        check_welcome(std::get<store::SpoolGreeting>(answer));
    }
    return 0;
}
