// A one-stop system of a few rows, whose transactions commit when the test says so.
#pragma once

#include "agent/source/source.h"

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <string>

namespace congto::test {

class FakeSource final : public source::Source {
public:
    struct Row {
        std::string cursor;
        std::string code;
        std::string status;
        bool draft = false;
        bool committed = true;
    };

    // Written now; a row not committed is seen by nobody.
    void write(int key, const std::string& code, const std::string& status = "2");
    void write_uncommitted(int key, const std::string& code, const std::string& status = "2");
    void commit(int key) { rows.at(name_of(key)).committed = true; }
    Row& row(int key) { return rows.at(name_of(key)); }
    void pass(std::chrono::seconds time) { now_ += time; }

    source::Page read(const source::Position& after, std::size_t limit) override;
    std::optional<std::uint64_t> count(const source::Position& after) override;
    std::string now() override;
    bool reads_days() const override { return has_days; }
    source::Page read_day(const std::string& day, const std::string& after_key,
                          std::size_t limit) override;
    source::Page read_row(const std::string& key) override;
    std::optional<std::chrono::milliseconds> oldest_transaction() override;

    static std::string name_of(int key);
    // The mapping that reads it.
    static std::string mapping();

    std::map<std::string, Row> rows; // by key
    bool away = false;
    bool counts = true;
    bool has_days = true;
    bool days_fail = false; // as a day query the engine refuses
    std::set<std::string> failing_days;
    bool finds_rows = true; // by their keys: false as with a row query of the wrong column
    std::set<std::string> day_misses; // keys a day query of the wrong WHERE does not show
    // None: the monitoring right is not granted.
    std::optional<std::chrono::milliseconds> open_transaction;
    bool in_key_order = false;  // as a page query of the wrong order gives them
    bool forgets_after = false; // as a page query without its WHERE
    std::size_t pages_read = 0; // of days too
    std::size_t rows_read = 0;
    std::size_t day_queries = 0;      // those that fail too
    std::function<void()> after_page; // what others do meanwhile

private:
    std::set<std::pair<std::string, std::string>> positions() const;
    std::vector<std::optional<std::string>> values_of(const std::string& key) const;
    void require_there() const;

    std::chrono::sys_seconds now_{std::chrono::sys_days{std::chrono::year{2026} / 2 / 3}};
};

} // namespace congto::test
