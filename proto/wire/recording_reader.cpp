#include "proto/wire/recording.h"

#include "config/runtime/failure.h"
#include "proto/wire/bytes.h"
#include "proto/wire/recording_form.h"

#include "congto/v1/recording.pb.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <utility>

namespace congto::wire {
namespace {

constexpr const char* kCopyAgain = "; copy it again, or write it again where it came from";
// A length that was altered must not cost memory: this much is read before more is asked for.
constexpr std::uint64_t kReadAtOnce = 1 << 20;

const char* name_of(Half half)
{
    return half == Half::agent ? "an export file (congto-agent spool export)"
                               : "a receipt file (congto-collector import)";
}

v1::RecordedHalf coded(Half half)
{
    return half == Half::agent ? v1::RECORDED_HALF_AGENT : v1::RECORDED_HALF_COLLECTOR;
}

std::unique_ptr<std::istream> opened(const std::filesystem::path& file)
{
    auto in = std::make_unique<std::ifstream>(file, std::ios::binary);
    if (!*in || std::filesystem::is_directory(file)) {
        throw runtime::Unavailable(
            file.string() + ": cannot be read: " + (*in ? "is a folder" : std::strerror(errno)));
    }
    return in;
}

} // namespace

std::string recording_prefix()
{
    return std::string(kMark) + static_cast<char>(kRecordingEdition);
}

std::string length_bytes(std::uint32_t length)
{
    std::string bytes;
    for (std::size_t i = 0; i < kLengthBytes; ++i) {
        bytes += static_cast<char>(length >> 8 * i & 0xFFU);
    }
    return bytes;
}

std::uint32_t length_of(std::string_view bytes)
{
    std::uint32_t length = 0;
    for (std::size_t i = 0; i < kLengthBytes; ++i) {
        length |= static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[i])) << 8 * i;
    }
    return length;
}

RecordingReader::RecordingReader(const std::filesystem::path& file, Half half)
    : RecordingReader(opened(file), file.string(), half)
{
}

RecordingReader::RecordingReader(std::unique_ptr<std::istream> in, std::string name, Half half)
    : in_(std::move(in)), name_(std::move(name)), half_(half)
{
    read_prefix();
    read_begin();
}

RecordingReader::~RecordingReader() = default;

void RecordingReader::read_prefix()
{
    std::string prefix;
    if (!read_exactly(prefix, kPrefixBytes) || !prefix.starts_with(kMark)) {
        throw runtime::Corrupt(name_ + ": is not " + name_of(half_));
    }
    const auto edition = static_cast<unsigned char>(prefix.back());
    if (edition != kRecordingEdition) {
        throw runtime::Corrupt(name_ + ": is of edition " + std::to_string(edition) +
                               ", this program knows " + std::to_string(kRecordingEdition) +
                               "; bring the older of the two programs up to date");
    }
}

void RecordingReader::read_begin()
{
    v1::Record record;
    if (!read(record) || !record.has_begin() || !record.begin().has_greeting()) {
        broken("does not say whose it is");
    }
    begin_ = std::make_unique<v1::RecordingBegin>(std::move(*record.mutable_begin()));
    if (begin_->half() != coded(half_)) {
        throw runtime::Corrupt(name_ + ": is not " + name_of(half_) + " but " +
                               name_of(half_ == Half::agent ? Half::collector : Half::agent));
    }
}

bool RecordingReader::next(v1::FromAgent& message)
{
    v1::Record record;
    if (!read(record)) {
        return false;
    }
    if (!record.has_from_agent()) {
        broken("is no message of an agent");
    }
    message = std::move(*record.mutable_from_agent());
    return true;
}

bool RecordingReader::next(v1::FromCollector& message)
{
    v1::Record record;
    if (!read(record)) {
        return false;
    }
    if (!record.has_from_collector()) {
        broken("is no message of a collector");
    }
    message = std::move(*record.mutable_from_collector());
    return true;
}

bool RecordingReader::read(v1::Record& record)
{
    began_at_ = at_;
    std::string length;
    std::string bytes;
    std::string check;
    if (!read_exactly(length, kLengthBytes)) {
        broken("is cut off");
    }
    const std::uint32_t size = length_of(length);
    if (size == 0 || size > kMostRecordBytes) {
        broken("is not as it was written");
    }
    if (!read_exactly(bytes, size) || !read_exactly(check, kCheckBytes)) {
        broken("is cut off, or not as it was written");
    }
    const Seal before = seal_;
    seal_ = next_chain(seal_, bytes);
    if (bytes_of(seal_).substr(0, kCheckBytes) != check || !record.ParseFromString(bytes)) {
        broken("is not as it was written");
    }
    if (record.has_end()) {
        if (record.end().records() != records_ || record.end().seal() != bytes_of(before)) {
            broken("does not end what stands before it");
        }
        if (in_->peek() != std::istream::traits_type::eof()) {
            broken("is the last, and something follows it");
        }
        return false;
    }
    ++records_;
    return true;
}

bool RecordingReader::read_exactly(std::string& into, std::uint64_t size)
{
    into.clear();
    while (into.size() < size) {
        const std::size_t have = into.size();
        into.resize(have + std::min(kReadAtOnce, size - have));
        in_->read(into.data() + have, static_cast<std::streamsize>(into.size() - have));
        const auto got = static_cast<std::uint64_t>(in_->gcount());
        at_ += got;
        if (in_->bad()) {
            throw runtime::Unavailable(name_ + ": cannot be read at byte " + std::to_string(at_) +
                                       "; is the stick still there?");
        }
        if (have + got < into.size()) {
            return false;
        }
    }
    return true;
}

void RecordingReader::broken(const std::string& what) const
{
    throw runtime::Corrupt(name_ + ": record " + std::to_string(records_ + 1) + ", at byte " +
                           std::to_string(began_at_) + ", " + what + kCopyAgain);
}

} // namespace congto::wire
