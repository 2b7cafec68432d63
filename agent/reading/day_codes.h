// How the codes of a day are numbered: gathered while the day is read from end to end.
#pragma once

#include "agent/mapping/mapping.h"
#include "proto/wire/batch.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace congto::reading {

// A burst (proto/README.md): so many consecutive numbers or more, all of online dossiers, each
// submitted and received so soon after the one before, in office hours.
inline constexpr std::size_t kBurst = 8;
inline constexpr std::chrono::seconds kBurstApart{120};

// A value of one reading of one day. Sixteen bytes a code.
class DayCodes {
public:
    explicit DayCodes(model::Day day) : day_(day) {}

    // A row of any outcome. Codes of other days are passed over; a code met twice counts once.
    void add(const mapping::NumberedCode& code, const mapping::MappedRow& row);
    // By body, ascending; at most what a claim may tell: those of most codes then. The body is what
    // most of the rows name whose codes begin alike, else that beginning: it may be written
    // otherwise in codes. Not of a body whose numbers add up to more than a claim may tell. None:
    // no code counts, or the day has more codes than are kept.
    std::vector<wire::DaySequence> sequences() const;

private:
    // Seconds since the day began, by civil time; kNone: not an online dossier, or not known.
    struct Code {
        std::uint32_t number = 0;
        std::int32_t submitted = 0;
        std::int32_t received = 0;
    };
    using Codes = std::vector<Code>;
    // Codes that begin alike, and how many of their rows name which body.
    struct Series {
        Codes codes;
        std::map<std::string, std::size_t> bodies;
    };

    std::int32_t seconds_of(const std::optional<model::Moment>& moment) const;
    static Codes distinct(Codes codes);
    static const std::string& body_of(const std::string& beginning, const Series& series);
    std::uint64_t in_bursts(const Codes& codes) const;
    bool is_in_office_hours(std::int32_t submitted) const;

    model::Day day_;
    std::map<std::string, Series> series_; // by what the codes begin with
    std::size_t codes_ = 0;
};

} // namespace congto::reading
