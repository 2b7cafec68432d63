#include "proto/wire/columns.h"

#include "proto/wire/batch.h"
#include "proto/wire/malformed_batch.h"

#include <algorithm>
#include <limits>
#include <string>

namespace congto::wire {

std::uint64_t coded_time(const std::optional<model::Moment>& time, model::Day opened)
{
    if (!time) {
        return 0;
    }
    const std::int64_t start = std::int64_t{opened.number} * 86'400;
    const auto seconds = static_cast<std::uint64_t>(time->time_since_epoch().count()) -
                         static_cast<std::uint64_t>(start);
    const std::uint64_t sign = static_cast<std::int64_t>(seconds) < 0 ? ~std::uint64_t{0} : 0;
    return 1 + (seconds << 1U ^ sign);
}

std::size_t id_count(std::string_view bytes, std::string_view column)
{
    if (bytes.size() % kIdBytes != 0) {
        throw MalformedBatch(std::string(column) + " has " + std::to_string(bytes.size()) +
                             " bytes, not a multiple of 16");
    }
    return bytes.size() / kIdBytes;
}

model::DossierId id_at(std::string_view bytes, std::size_t index)
{
    model::DossierId id;
    std::copy_n(bytes.begin() + static_cast<std::ptrdiff_t>(kIdBytes * index), kIdBytes,
                id.bytes.begin());
    return id;
}

std::vector<model::DossierId> ids_of(std::string_view bytes, std::string_view column)
{
    std::vector<model::DossierId> ids(id_count(bytes, column));
    for (std::size_t i = 0; i < ids.size(); ++i) {
        ids[i] = id_at(bytes, i);
    }
    return ids;
}

void require_day(model::Day day, std::string_view of)
{
    if (!model::is_lawful_day(day)) {
        throw MalformedBatch("a " + std::string(of) + " names day " + std::to_string(day.number) +
                             ", outside the years 1900 to 2199");
    }
}

void require_entries(std::size_t count)
{
    if (count == 0) {
        throw MalformedBatch("the batch has no entries");
    }
    if (count > kMaxEntries) {
        throw MalformedBatch("the batch has " + std::to_string(count) + " entries, at most " +
                             std::to_string(kMaxEntries) + " are accepted");
    }
}

void require_source(std::uint32_t source)
{
    if (source == 0 || source > std::numeric_limits<std::uint16_t>::max()) {
        throw MalformedBatch("source " + std::to_string(source) + " is not from 1 to 65535");
    }
}

} // namespace congto::wire
