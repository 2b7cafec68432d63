// The first byte says whose half it is, the others are the file.
#include "config/runtime/failure.h"
#include "proto/wire/recording.h"
#include "tests/fuzz/fuzz.h"

#include "congto/v1/uplink.pb.h"

#include <memory>
#include <optional>
#include <sstream>
#include <string>

using namespace congto;

namespace {

template <typename Message>
std::uint64_t messages_in(wire::RecordingReader& reader)
{
    std::uint64_t messages = 0;
    for (Message message; reader.next(message);) {
        ++messages;
    }
    return messages;
}

struct Read {
    std::uint64_t messages = 0;
    wire::Seal seal{};

    bool operator==(const Read&) const = default;
};

// None: it is refused, with words.
std::optional<Read> read(const std::string& file, wire::Half half)
{
    try {
        wire::RecordingReader reader(std::make_unique<std::istringstream>(file), "fuzz", half);
        const std::uint64_t messages = half == wire::Half::agent
                                           ? messages_in<v1::FromAgent>(reader)
                                           : messages_in<v1::FromCollector>(reader);
        fuzz::require(reader.bytes() == file.size());
        return Read{messages, reader.seal()};
    } catch (const runtime::Corrupt& refused) {
        fuzz::require(!std::string_view(refused.what()).empty());
        return std::nullopt;
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size)
{
    if (size == 0) {
        return 0;
    }
    const bool of_collector = bytes[0] == 'c';
    const std::string file(fuzz::text_of(bytes + 1, size - 1));
    const auto half = of_collector ? wire::Half::collector : wire::Half::agent;
    const auto whole = read(file, half);
    if (whole) {
        // Sealed: nothing can be cut off or added, and it is nobody else's half.
        fuzz::require(!read(file.substr(0, file.size() - 1), half) && !read(file + '\0', half));
        fuzz::require(!read(file, of_collector ? wire::Half::agent : wire::Half::collector));
    }
    return 0;
}
