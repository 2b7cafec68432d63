// A year in the life of agent and collector in a few steps, each of which may be cut off anywhere.
#pragma once

#include "tests/fault/ends.h"
#include "tests/fault/work.h"

#include <string>
#include <vector>

namespace congto::test {

class TwoEnds final : public Work {
public:
    explicit TwoEnds(const NewMinistry& from) : ends_(from) {}

    std::vector<Step> steps() override;
    void die() override { ends_.die(); }
    void check() override { ends_.check(); }
    std::string end() override { return ends_.end(); }
    const std::filesystem::path& folder() const override { return ends_.folder(); }

private:
    void read_all(int version);
    // As the collector's verdict has it, and everything read again.
    void begin_again(store::Resume verdict);
    // Six rows are gone.
    void read_day();
    void rest();
    void forget_second();
    void last_exchange();

    Ends ends_;
};

} // namespace congto::test
