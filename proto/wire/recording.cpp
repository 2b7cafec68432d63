// Writing, and reading a whole file for its own sake.
#include "proto/wire/recording.h"

#include "proto/wire/bytes.h"
#include "proto/wire/recording_form.h"

#include "congto/v1/recording.pb.h"

#include <system_error>
#include <utility>

namespace congto::wire {

RecordingWriter::RecordingWriter(const std::filesystem::path& file, runtime::NewFile::Place place,
                                 const v1::RecordingBegin& begin)
    : file_(file, place)
{
    const std::string prefix = recording_prefix();
    file_.write(prefix);
    bytes_ = prefix.size();
    v1::Record record;
    *record.mutable_begin() = begin;
    write(record);
}

void RecordingWriter::add(v1::FromAgent message)
{
    v1::Record record;
    *record.mutable_from_agent() = std::move(message);
    write(record);
}

void RecordingWriter::add(v1::FromCollector message)
{
    v1::Record record;
    *record.mutable_from_collector() = std::move(message);
    write(record);
}

void RecordingWriter::finish()
{
    v1::Record record;
    record.mutable_end()->set_records(records_);
    record.mutable_end()->set_seal(std::string(bytes_of(seal_)));
    write(record);
    file_.finish();
}

void RecordingWriter::write(const v1::Record& record)
{
    const std::string bytes = record.SerializeAsString();
    seal_ = next_chain(seal_, bytes);
    ++records_;
    const std::string length = length_bytes(static_cast<std::uint32_t>(bytes.size()));
    const std::string_view check = bytes_of(seal_).substr(0, kCheckBytes);
    for (const std::string_view part : {std::string_view(length), std::string_view(bytes), check}) {
        file_.write(part);
        bytes_ += part.size();
    }
}

Seal require_whole(const std::filesystem::path& file, Half half, runtime::Progress& progress)
{
    std::error_code unseen;
    const std::uintmax_t size = std::filesystem::file_size(file, unseen);
    progress.begin("checking the file", unseen ? 0 : size);
    RecordingReader reader(file, half);
    const auto read_all = [&](auto message) {
        while (reader.next(message)) {
            progress.at(reader.bytes());
        }
    };
    if (half == Half::agent) {
        read_all(v1::FromAgent());
    } else {
        read_all(v1::FromCollector());
    }
    return reader.seal();
}

} // namespace congto::wire
