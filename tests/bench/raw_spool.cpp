#include "tests/bench/raw_spool.h"

#include "tests/bench/measure.h"
#include "tests/bench/raw_sqlite.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>

namespace congto::bench {
namespace {

constexpr std::size_t kRowsOfBatch = 1000;

class RawSpool {
public:
    RawSpool(const std::filesystem::path& file, std::size_t bytes_of_row)
        : database_(file, RawDatabase::Access::writing, 8ULL << 20), bytes_of_row_(bytes_of_row)
    {
        database_.execute("CREATE TABLE batch (first INTEGER PRIMARY KEY, body BLOB NOT NULL);"
                          "CREATE TABLE shown (row_key TEXT PRIMARY KEY, dossier BLOB NOT NULL,"
                          " digest INTEGER NOT NULL) WITHOUT ROWID");
        batch_.emplace(database_, "INSERT INTO batch VALUES (?1, ?2)");
        shown_.emplace(database_, "INSERT INTO shown VALUES (?1, ?2, ?3) ON CONFLICT (row_key) "
                                  "DO UPDATE SET dossier = excluded.dossier, "
                                  "digest = excluded.digest");
    }

    void begin() { database_.execute("BEGIN"); }

    void add(std::string_view row_key)
    {
        shown_->bind_text(1, row_key);
        shown_->bind_blob(2, row_key.data(), std::min<std::size_t>(row_key.size(), 16));
        shown_->bind(3, 0x7EDCBA9876543210 + static_cast<std::int64_t>(rows_));
        shown_->run();
        ++rows_;
        if (++rows_of_batch_ == kRowsOfBatch)
            write_batch();
    }

    void commit()
    {
        if (rows_of_batch_ != 0)
            write_batch();
        database_.execute("COMMIT");
    }

private:
    void write_batch()
    {
        body_.assign(rows_of_batch_ * bytes_of_row_, 'x');
        batch_->bind(1, static_cast<std::int64_t>(rows_));
        batch_->bind_blob(2, body_.data(), body_.size());
        batch_->run();
        rows_of_batch_ = 0;
    }

    RawDatabase database_;
    std::optional<RawStatement> batch_;
    std::optional<RawStatement> shown_;
    std::string body_;
    std::size_t bytes_of_row_;
    std::size_t rows_ = 0;
    std::size_t rows_of_batch_ = 0;
};

// The bytes of every column of the row.
std::size_t look_at(RawStatement& select, int columns)
{
    std::size_t bytes = 0;
    for (int column = 0; column < columns; ++column)
        bytes += select.text(column).size();
    return bytes;
}

} // namespace

RawSpooled spool_raw(const RawSpooling& work)
{
    RawDatabase database(work.source, RawDatabase::Access::reading, 2ULL << 20);
    RawStatement select(database, work.page_query);
    RawSpool spool(work.spool, work.bytes_of_row);
    const int columns = select.columns();
    source::Position at = work.start;
    RawSpooled spooled;
    std::size_t bytes = 0;
    spooled.seconds = seconds_of([&] {
        for (std::size_t before = 1; before != spooled.rows;) {
            before = spooled.rows;
            const source::Position after = at;
            select.bind_text(select.parameter(":after_cursor"), after.cursor);
            select.bind_text(select.parameter(":after_key"), after.key);
            select.bind(select.parameter(":limit"), static_cast<std::int64_t>(work.rows_of_page));
            spool.begin();
            for (; select.step(); ++spooled.rows) {
                bytes += look_at(select, columns);
                spool.add(select.text(1));
                at = {std::string(select.text(0)), std::string(select.text(1))};
            }
            select.reset();
            spool.commit();
        }
    });
    if (bytes == 0)
        throw std::runtime_error("raw reading saw no rows");
    return spooled;
}

} // namespace congto::bench
