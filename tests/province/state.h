// The side file: what the simulator wrote, in its own words. Ground truth is computed from it
// alone.
#pragma once

#include "tests/province/birth.h"
#include "tests/province/dossier.h"
#include "tests/province/rows.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace SQLite {
class Database;
class Statement;
} // namespace SQLite

namespace congto::province {

class State;

// Numbers for new rows, reserved by the block, so that two processes never take the same.
class Numbers {
public:
    explicit Numbers(State& state) : state_(state) {}
    std::int64_t take();

private:
    State& state_;
    std::int64_t next_ = 0, end_ = 0;
};

// What a province is from its creation on.
struct Identity {
    ShapeName shape = ShapeName::opencps;
    Engine engine = Engine::sqlite3;
    std::string unit;
    std::uint64_t seed = 1;
    // How the source is reached: a file whose first line is the connection, or the connection.
    std::string connection_file;
    std::string connection;
    Conduct conduct = Conduct::usual;
};

// A back-fill and a life may write at the same time, others read meanwhile. Losing the last second
// in a power cut is accepted: a simulation is run again. Readable by its owner only: it may hold a
// password.
class State {
public:
    // Throws std::runtime_error when the file is there: a province is created once.
    static void refuse_existing(const std::filesystem::path& file);
    // Throw std::runtime_error: the file is there already, resp. is not there.
    static State create(const std::filesystem::path& file, const Identity& identity);
    static State open(const std::filesystem::path& file);
    State(State&&) noexcept;
    ~State();

    const Identity& identity() const { return identity_; }
    CodeBook codes(Series series) const;
    // In order of number.
    void each(const std::function<void(const Dossier&)>& visit) const;

    // The first of `count` numbers nobody else will be given.
    std::int64_t reserve(std::int64_t count);
    // All of it or nothing: dossiers as they now are, and the last codes given.
    void save(const std::vector<Dossier>& dossiers, CodeBook& codes);

private:
    explicit State(std::unique_ptr<SQLite::Database> database);

    std::unique_ptr<SQLite::Database> database_;
    Identity identity_;
    std::unique_ptr<SQLite::Statement> put_;
};

} // namespace congto::province
