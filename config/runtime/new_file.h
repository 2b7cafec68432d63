// A file that is there whole or not at all, whatever interrupts its making.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace congto::runtime {

// Written beside its place as
// `<file>.unfinished`, and given its name when it is whole and on disk. A value of one thread.
class NewFile {
public:
    enum class Place : std::uint8_t { must_be_free, may_be_taken };
    // Who may read it: whom the process lets read its files, or its owner alone (a secret).
    enum class Readers : std::uint8_t { as_usual, owner };

    // What an interrupted making left is written over. Throws BadSettings: the place is taken.
    // Throws Unavailable: it cannot be made, or another process makes it now.
    NewFile(std::filesystem::path file, Place place, Readers readers = Readers::as_usual);
    // Removes what was not finished.
    ~NewFile();
    NewFile(const NewFile&) = delete;
    NewFile& operator=(const NewFile&) = delete;

    // Throws Unavailable: the disk is full, or gone.
    void write(std::string_view bytes);
    // On disk under its name when it returns. Throws as the constructor, and as write().
    void finish();

private:
    void require_place() const;
    void write_out();

    std::filesystem::path file_;
    std::filesystem::path unfinished_;
    Place place_;
    int descriptor_;
    std::string waiting_;
    bool finished_ = false;
};

// After a rename: a power loss does not undo it. Throws Unavailable.
void write_out_folder_of(const std::filesystem::path& file);

} // namespace congto::runtime
