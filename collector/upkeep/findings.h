// What was found wrong, a line each.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace congto::upkeep {

// One fault of a disk can be millions of disagreements: the first of each kind are kept, all are
// counted. A value of one thread.
class Findings {
public:
    static constexpr std::size_t kKept = 20; // of each kind

    // `kind` says which of the tables or files; `line` where in it, and what is wrong.
    void add(const std::string& kind, std::string line);
    void add(const Findings& others);

    bool empty() const { return kinds_.empty(); }
    std::uint64_t count() const;
    // "ledger: entry 7 …", and after the last of a kind "ledger: 12 more like these".
    std::vector<std::string> lines() const;

private:
    struct Kind {
        std::vector<std::string> kept;
        std::uint64_t count = 0;
    };

    std::map<std::string, Kind, std::less<>> kinds_;
};

} // namespace congto::upkeep
