#include "proto/wire/fingerprints.h"

#include "proto/model/little_endian.h"
#include "proto/wire/bytes.h"
#include "proto/wire/columns.h"
#include "proto/wire/malformed_batch.h"

#include "congto/v1/batch.pb.h"

#include <algorithm>
#include <map>

namespace congto::wire {
namespace {

constexpr std::size_t kSize = std::tuple_size_v<model::Fingerprint>;

bool all_zero(const std::string& column)
{
    return std::all_of(column.begin(), column.end(), [](char byte) { return byte == 0; });
}

// One batch's salt gives each month its own: a month that stays must not tell of one that went.
std::string salt_of(const Salt& salt, model::Month month)
{
    std::string month_bytes;
    model::append_little_endian(month_bytes, month.number);
    const model::Sha256 hash = model::sha256(bytes_of(salt), month_bytes);
    return std::string(bytes_of(hash).substr(0, salt.size()));
}

model::Fingerprint at(std::string_view column, std::size_t index)
{
    model::Fingerprint fingerprint{};
    if (!column.empty()) {
        std::copy_n(column.begin() + static_cast<std::ptrdiff_t>(kSize * index), kSize,
                    fingerprint.begin());
    }
    return fingerprint;
}

[[noreturn]] void refuse(model::Month month, const std::string& what)
{
    throw MalformedBatch("the fingerprints of month " + std::to_string(month.number) + " " + what);
}

void require_column(model::Month month, std::string_view column, std::size_t observations)
{
    if (!column.empty() && column.size() != kSize * observations) {
        refuse(month, "have " + std::to_string(column.size()) + " bytes for " +
                          std::to_string(observations) + " observations");
    }
}

// By month opened, the places of its observations.
using Places = std::map<model::Month, std::vector<std::size_t>>;

template <typename Observations>
Places places_by_month(const Observations& observations)
{
    Places places;
    for (std::size_t i = 0; i < observations.size(); ++i) {
        const model::Day opened = observations[i].id.opened();
        if (model::is_lawful_day(opened)) {
            places[model::month_of(opened)].push_back(i);
        }
    }
    return places;
}

bool any_of(const std::vector<model::Observation>& observations,
            const std::vector<std::size_t>& places)
{
    return std::any_of(places.begin(), places.end(),
                       [&](std::size_t place) { return observations[place].fingerprints.any(); });
}

std::string bytes_of_column(const std::vector<model::Observation>& observations,
                            const std::vector<std::size_t>& places,
                            model::Fingerprint model::Fingerprints::*which)
{
    std::string column;
    column.reserve(kSize * places.size());
    for (const std::size_t place : places) {
        column.append(bytes_of(observations[place].fingerprints.*which));
    }
    return all_zero(column) ? std::string() : column;
}

void take(DecodedBatch& batch, const std::vector<std::size_t>& places, model::Month month,
          const std::string& content)
{
    v1::Fingerprints message;
    if (!message.ParseFromString(content) || message.salt().size() != std::tuple_size_v<Salt>) {
        refuse(month, "are not a Fingerprints message with a salt of 16 bytes");
    }
    require_column(month, message.submitters(), places.size());
    require_column(month, message.applicants(), places.size());
    for (std::size_t i = 0; i < places.size(); ++i) {
        batch.observations[places[i]].fingerprints = {at(message.submitters(), i),
                                                      at(message.applicants(), i)};
    }
}

} // namespace

std::vector<std::string> add_fingerprints(v1::BatchBody& message,
                                          const std::vector<model::Observation>& observations,
                                          const Salt& salt)
{
    std::vector<std::string> contents;
    const auto known = [](const auto& observation) { return observation.fingerprints.any(); };
    if (std::none_of(observations.begin(), observations.end(), known)) {
        return contents;
    }
    for (const auto& [month, places] : places_by_month(observations)) {
        if (!any_of(observations, places)) {
            continue;
        }
        v1::Fingerprints fingerprints;
        fingerprints.set_salt(salt_of(salt, month));
        fingerprints.set_submitters(
            bytes_of_column(observations, places, &model::Fingerprints::submitter));
        fingerprints.set_applicants(
            bytes_of_column(observations, places, &model::Fingerprints::applicant));
        contents.push_back(fingerprints.SerializeAsString());
        v1::FingerprintsHash& hashed = *message.add_fingerprints();
        hashed.set_month(month.number);
        hashed.set_sha256(std::string(bytes_of(model::sha256(contents.back()))));
    }
    return contents;
}

std::vector<FingerprintsHash> read_hashes(const v1::BatchBody& message,
                                          const std::vector<CodedObservation>& observations)
{
    std::vector<FingerprintsHash> hashes;
    for (const v1::FingerprintsHash& hashed : message.fingerprints()) {
        const model::Month month{hashed.month()};
        const auto hash = array_of<std::tuple_size_v<model::Sha256>>(hashed.sha256());
        if (!hash) {
            refuse(month,
                   "have a hash of " + std::to_string(hashed.sha256().size()) + " bytes, not 32");
        }
        if (!hashes.empty() && month <= hashes.back().month) {
            refuse(month, "do not follow those of the month before");
        }
        hashes.push_back({month, *hash});
    }
    if (hashes.empty()) {
        return hashes;
    }
    const Places places = places_by_month(observations);
    for (const FingerprintsHash& hashed : hashes) {
        if (places.find(hashed.month) == places.end()) {
            refuse(hashed.month, "are of no observation");
        }
    }
    return hashes;
}

void take_fingerprints(DecodedBatch& batch, const std::vector<std::string>& contents, Erased erased)
{
    if (contents.size() != batch.fingerprints.size()) {
        throw MalformedBatch("the batch has fingerprints of " + std::to_string(contents.size()) +
                             " months and hashes of " + std::to_string(batch.fingerprints.size()));
    }
    if (contents.empty()) {
        return;
    }
    Places places = places_by_month(batch.observations);
    for (std::size_t i = 0; i < contents.size(); ++i) {
        const FingerprintsHash& hashed = batch.fingerprints[i];
        if (contents[i].empty() && erased == Erased::accepted) {
            continue;
        }
        if (model::sha256(contents[i]) != hashed.hash) {
            refuse(hashed.month, "are not those the batch was made with");
        }
        take(batch, places[hashed.month], hashed.month, contents[i]);
    }
}

} // namespace congto::wire
