// Work in steps, each of which may be cut off anywhere and done again; and what it is put through.
#pragma once

#include "tests/fault/trouble.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace congto::test {

struct Step {
    std::string_view name;
    std::function<void()> run; // throws what the programs throw
    // Done by hand, not by our programs: nothing fails meanwhile.
    bool by_hand = false;
};

class Work {
public:
    virtual ~Work() = default;
    virtual std::vector<Step> steps() = 0;
    // The programs are gone and their files closed; the next step opens what it needs.
    virtual void die() = 0;
    // Fails the running test where what is kept does not agree with itself, or less is kept than
    // was promised.
    virtual void check() = 0;
    // All that matters of what is kept, as text.
    virtual std::string end() = 0;
    virtual const std::filesystem::path& folder() const = 0;
};

enum class Then : std::uint8_t { goes_on, starts_again };

struct Case {
    Fault fault;
    Lasts lasts;
    Then then;
    std::string part_of_name; // of the files concerned; empty: any
};

// Does the work once for every point at which it can go wrong so (sweep.h): the step that fails is
// done again, and the end must be the one without a fault. What is thrown must be Unavailable, or
// bad_alloc where our own memory ran out.
void live_through(const Case& one, const std::string& what,
                  const std::function<std::unique_ptr<Work>()>& begin);

} // namespace congto::test
