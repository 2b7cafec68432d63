#include "proto/model/digest.h"
#include "proto/model/sha256.h"

#include <catch2/catch.hpp>

#include <functional>
#include <set>

using namespace congto::model;
using namespace std::chrono_literals;

namespace {

std::string hex(std::string_view bytes)
{
    std::string text;
    for (const char c : bytes) {
        constexpr std::string_view kDigits = "0123456789abcdef";
        text += kDigits[static_cast<unsigned char>(c) >> 4U];
        text += kDigits[static_cast<unsigned char>(c) & 0xFU];
    }
    return text;
}

Moment civil(const char* day, std::chrono::seconds clock)
{
    return start_of(*parse_day(day)) + clock;
}

// The first test vector of proto/README.md.
Observation full_vector()
{
    Observation observation;
    observation.id.bytes = {0x00, 0x00, 0x4d, 0xf6, 0x42, 0xca, 0x18, 0x91,
                            0x00, 0x93, 0x7f, 0x5d, 0x03, 0x1e, 0x9d, 0x39};
    observation.body = "H56.14";
    observation.procedure = "2.000815.000.00.00.H56";
    observation.state.level = Level::full;
    observation.state.channel = Channel::online;
    observation.state.fee = Fee::paid_online;
    observation.state.result = Result::electronic;
    observation.state.status = Status::returned;
    observation.state.digitised = Digitised::both;
    observation.state.evidence = {0x3FF, 0x005};
    observation.state.times = {
        civil("2024-08-23", 8h + 30min),        civil("2024-08-23", 9h),  civil("2024-08-30", 17h),
        civil("2024-08-28", 10h + 15min + 30s), civil("2024-08-28", 14h), std::nullopt};
    return observation;
}

std::string encoding(const Observation& observation)
{
    return canonical_encoding(observation.id, observation.body, observation.procedure,
                              observation.state);
}

} // namespace

TEST_CASE("the canonical encoding is byte for byte that of the contract")
{
    CHECK(hex(encoding(full_vector())) ==
          "0100004df642ca189100937f5d031e9d39"
          "060000004835362e3134"
          "16000000322e3030303831352e3030302e30302e30302e483536"
          "010102020a04"
          "ff03000005000000"
          "18e6c7660000000020edc766000000002098d166000000005296ce6600000000f0cace6600000000"
          "0000000000000080");
    CHECK(hex(encoding(Observation{})) == "01" + std::string(32, '0') + "0000000000000000" +
                                              "000000000100" + std::string(16, '0') +
                                              "000000000000008000000000000000800000000000000080"
                                              "000000000000008000000000000000800000000000000080");
}

TEST_CASE("the digest is that of the contract's test vectors")
{
    CHECK(digest(full_vector()) == 11060005278474238741U);
    CHECK(digest(Observation{}) == 10876226948116271773U);
}

TEST_CASE("a row touched without being changed has the same digest")
{
    Observation touched = full_vector();
    touched.changed_at += 1h;
    CHECK(digest(touched) == digest(full_vector()));
}

TEST_CASE("every field of a state changes the digest")
{
    const std::vector<std::function<void(Observation&)>> changes{
        [](Observation& o) { o.id.bytes[0] = 1; },
        [](Observation& o) { o.id.bytes[15] = 1; },
        [](Observation& o) { o.body = "H56.15"; },
        [](Observation& o) { o.procedure.clear(); },
        [](Observation& o) { o.state.level = Level::unknown; },
        [](Observation& o) { o.state.channel = Channel::counter; },
        [](Observation& o) { o.state.fee = Fee::due; },
        [](Observation& o) { o.state.result = Result::post; },
        [](Observation& o) { o.state.status = Status::resolved; },
        [](Observation& o) { o.state.digitised = Digitised::none; },
        [](Observation& o) { o.state.evidence.known = 0; },
        [](Observation& o) { o.state.evidence.seen = 0; },
        [](Observation& o) { o.state.times.submitted.reset(); },
        [](Observation& o) { *o.state.times.received += 1s; },
        [](Observation& o) { o.state.times.due.reset(); },
        [](Observation& o) { *o.state.times.resolved += 1s; },
        [](Observation& o) { o.state.times.returned.reset(); },
        [](Observation& o) { o.state.times.withdrawn = civil("1970-01-01", 7h); },
    };
    std::set<std::uint64_t> digests{digest(full_vector())};
    for (const auto& change : changes) {
        Observation changed = full_vector();
        change(changed);
        digests.insert(digest(changed));
    }
    CHECK(digests.size() == changes.size() + 1);
}

TEST_CASE("codes cannot borrow letters from each other")
{
    Observation one;
    one.body = "AB";
    one.procedure = "C";
    Observation other;
    other.body = "A";
    other.procedure = "BC";
    CHECK(digest(one) != digest(other));
}

TEST_CASE("SHA-256 is that of FIPS 180-4")
{
    const Sha256 abc = sha256("abc");
    CHECK(hex({reinterpret_cast<const char*>(abc.data()), abc.size()}) ==
          "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    CHECK(sha256("a", "bc") == abc);
    CHECK(sha256("") != abc);
}
