#include "config/runtime/failure.h"
#include "config/runtime/new_file.h"
#include "tests/support/files.h"
#include "tests/support/temp_dir.h"

#include <catch2/catch.hpp>

using namespace congto;
using runtime::NewFile;
using Place = runtime::NewFile::Place;

TEST_CASE("a new file is there when it is whole, and not before")
{
    const test::TempDir folder;
    const auto file = folder / "new";
    const std::string much(3 << 20, 'x');
    {
        NewFile made(file, Place::must_be_free);
        made.write(much);
        made.write("end");
        CHECK_FALSE(std::filesystem::exists(file));
        made.finish();
    }
    CHECK(test::read_file(file) == much + "end");
    CHECK_FALSE(std::filesystem::exists(file.string() + ".unfinished"));
}

TEST_CASE("a new file that is not finished leaves nothing")
{
    const test::TempDir folder;
    {
        NewFile made(folder / "new", Place::must_be_free);
        made.write("half");
    }
    CHECK(std::filesystem::is_empty(folder.path()));
}

TEST_CASE("a new file is not written through a link that somebody laid there")
{
    const test::TempDir folder;
    test::write_file(folder / "precious", "kept");
    std::filesystem::create_symlink(folder / "precious", folder / "new.unfinished");
    CHECK_THROWS_AS(NewFile(folder / "new", Place::must_be_free), runtime::Unavailable);
    CHECK(test::read_file(folder / "precious") == "kept");
}

TEST_CASE("what an interrupted making left is written over")
{
    const test::TempDir folder;
    folder.write("new.unfinished", "a long beginning of another one");
    NewFile made(folder / "new", Place::must_be_free);
    made.write("short");
    made.finish();
    CHECK(test::read_file(folder / "new") == "short");
}

TEST_CASE("a new file takes no place unless it may")
{
    const test::TempDir folder;
    const auto file = folder.write("new", "old");
    CHECK_THROWS_AS(NewFile(file, Place::must_be_free), runtime::BadSettings);
    NewFile made(file, Place::may_be_taken);
    made.write("new");
    made.finish();
    CHECK(test::read_file(file) == "new");
}

TEST_CASE("a file that came meanwhile is not written over")
{
    const test::TempDir folder;
    NewFile made(folder / "new", Place::must_be_free);
    made.write("mine");
    folder.write("new", "theirs");
    CHECK_THROWS_AS(made.finish(), runtime::BadSettings);
    CHECK(test::read_file(folder / "new") == "theirs");
}

TEST_CASE("one process makes a new file at a time")
{
    const test::TempDir folder;
    const NewFile one(folder / "new", Place::must_be_free);
    CHECK_THROWS_AS(NewFile(folder / "new", Place::must_be_free), runtime::Unavailable);
}

TEST_CASE("a folder that is not there is said")
{
    const test::TempDir folder;
    CHECK_THROWS_WITH(NewFile(folder / "none" / "new", Place::must_be_free),
                      Catch::Contains("none/new: cannot be written: No such file"));
}

TEST_CASE("a secret is for its owner alone, also where an interrupted making left it open")
{
    using std::filesystem::perms;
    const test::TempDir folder;
    const auto file = folder.write("secret.unfinished", "old").parent_path() / "secret";
    std::filesystem::permissions(file.string() + ".unfinished", perms::all);
    NewFile made(file, Place::must_be_free, NewFile::Readers::owner);
    made.write("secret");
    made.finish();
    CHECK(std::filesystem::status(file).permissions() == (perms::owner_read | perms::owner_write));
}
