// A state directory is made whole, whatever interrupts its making, or is made by doing it again.
#include "collector/commands/program.h"
#include "collector/register/registers.h"
#include "collector/store/reader.h"
#include "collector/store/store.h"
#include "config/runtime/failure.h"
#include "tests/fault/work.h"
#include "tests/support/temp_dir.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <catch2/catch.hpp>

#include <iostream>
#include <sstream>

using namespace congto;
using namespace congto::test;

namespace {

// What `congto-collector init` does, without its output.
void init(std::string state)
{
    std::string program = "congto-collector";
    std::string command = "init";
    std::string option = "--state";
    std::array<char*, 4> given{program.data(), command.data(), option.data(), state.data()};
    std::ostringstream unread;
    std::streambuf* const shown = std::cout.rdbuf(unread.rdbuf());
    const std::shared_ptr<void> restored(nullptr, [=](void*) { std::cout.rdbuf(shown); });
    collector::run_program(static_cast<int>(given.size()), given.data());
}

class Making final : public Work {
public:
    std::vector<Step> steps() override
    {
        return {
            {"init",
             [this] {
                 if (!is_whole()) {
                     init(folder_.path().string());
                 }
             }},
            {"open", [this] { store::open_store({folder_.path()}); }},
        };
    }

    void die() override {}

    void check() override
    {
        for (const auto& entry : std::filesystem::directory_iterator(folder_.path())) {
            INFO(entry.path());
            CHECK((entry.path().extension() != ".new" || !is_whole()));
        }
        if (is_whole()) {
            const auto registers = registers::open_for_reading(folder_ / "register.db");
            CHECK(registers::read_unit_register(*registers).all().size() == 112);
        }
    }

    std::string end() override
    {
        return std::to_string(store::Reader::open({folder_.path()}).holdings().size());
    }

    const std::filesystem::path& folder() const override { return folder_.path(); }

private:
    // Also says whether what is there can be used.
    bool is_whole() const
    {
        return std::filesystem::exists(folder_ / "store.db") &&
               store::open_store({folder_.path()}) != nullptr;
    }

    TempDir folder_{"/dev/shm"};
};

} // namespace

TEST_CASE("init makes a state directory whole or can be run again, whatever fails")
{
    using enum Fault;
    const auto one = GENERATE(Case{disk_full, Lasts::once, Then::goes_on, ""},
                              Case{disk_full, Lasts::until_mended, Then::goes_on, ""},
                              Case{io_error, Lasts::once, Then::goes_on, ""},
                              Case{io_error, Lasts::until_mended, Then::goes_on, ""},
                              Case{power_loss, Lasts::until_mended, Then::starts_again, ""},
                              Case{no_memory, Lasts::once, Then::starts_again, ""});
    // Not our own memory: the library that reads the command line ends the program then.
    live_through(one, "init", [] { return std::make_unique<Making>(); });
}
