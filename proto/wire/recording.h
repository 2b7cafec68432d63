// One half of a stream as a file (proto/README.md: files instead of a line).
//
//   prefix │ begin │ message │ message │ … │ end     each record: length, bytes, check
//
// Every record is sealed with all before it, and the last one says how many there are: a file that
// was cut, altered or copied by half is found out, and where.
#pragma once

#include "config/runtime/new_file.h"
#include "config/runtime/progress.h"
#include "proto/wire/batch.h"

#include <cstdint>
#include <filesystem>
#include <iosfwd>
#include <memory>
#include <string>

namespace congto::v1 {
class FromAgent;
class FromCollector;
class Record;
class RecordingBegin;
} // namespace congto::v1

namespace congto::wire {

// The value below speaks the first edition; a newer one is refused.
inline constexpr unsigned char kRecordingEdition = 1;

// next_chain over the records, as over the bodies of batches.
using Seal = Chain;

enum class Half : std::uint8_t { agent, collector };

// A value of one thread. Memory is one record.
class RecordingWriter {
public:
    // Throws as runtime::NewFile.
    RecordingWriter(const std::filesystem::path& file, runtime::NewFile::Place place,
                    const v1::RecordingBegin& begin);

    void add(v1::FromAgent message);
    void add(v1::FromCollector message);
    // The last record; whole and on disk when it returns.
    void finish();
    // Written so far.
    std::uint64_t bytes() const { return bytes_; }

private:
    void write(const v1::Record& record);

    runtime::NewFile file_;
    std::uint64_t records_ = 0;
    std::uint64_t bytes_ = 0;
    Seal seal_{};
};

// A value of one thread. Memory is one record. Every reading throws runtime::Corrupt with the
// record and the byte where the file is not what was written, and runtime::Unavailable when it
// cannot be read.
class RecordingReader {
public:
    // Reads to the first message.
    RecordingReader(const std::filesystem::path& file, Half half);
    // The same of any bytes; `name` stands for the file in messages.
    RecordingReader(std::unique_ptr<std::istream> in, std::string name, Half half);
    ~RecordingReader();
    RecordingReader(const RecordingReader&) = delete;
    RecordingReader& operator=(const RecordingReader&) = delete;

    const v1::RecordingBegin& begin() const { return *begin_; }
    // The next message; false: it was the last, and nothing is missing. Of the half that is read.
    bool next(v1::FromAgent& message);
    bool next(v1::FromCollector& message);
    // Read so far.
    std::uint64_t bytes() const { return at_; }
    // Over all records, when next() was false.
    const Seal& seal() const { return seal_; }

private:
    void read_prefix();
    void read_begin();
    bool read(v1::Record& record);
    // False: the file ends here.
    bool read_exactly(std::string& into, std::uint64_t size);
    [[noreturn]] void broken(const std::string& what) const;

    std::unique_ptr<std::istream> in_;
    std::string name_;
    Half half_;
    std::unique_ptr<v1::RecordingBegin> begin_;
    std::uint64_t at_ = 0;       // bytes read
    std::uint64_t began_at_ = 0; // of the record that is read
    std::uint64_t records_ = 0;  // before it
    Seal seal_{};
};

// Reads it from end to end, and gives the seal. Throws as RecordingReader.
Seal require_whole(const std::filesystem::path& file, Half half, runtime::Progress& progress);

} // namespace congto::wire
