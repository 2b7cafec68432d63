#include "tests/fault/unsynced.h"

#include "tests/support/files.h"

#include <sys/stat.h>

#include <algorithm>

namespace congto::test {
namespace {

bool by_chance(std::mt19937& random, std::uint32_t one_in)
{
    return std::uniform_int_distribution<std::uint32_t>(1, one_in)(random) == 1;
}

void make_change(std::string& content, const Unsynced::Change& change)
{
    if (!change.written) {
        content.resize(change.at, '\0');
        return;
    }
    content.resize(std::max<std::size_t>(content.size(), change.at + change.written->size()), '\0');
    content.replace(change.at, change.written->size(), *change.written);
}

std::optional<ino_t> inode_of(const std::filesystem::path& file)
{
    struct stat found = {};
    return ::stat(file.c_str(), &found) == 0 ? std::optional(found.st_ino) : std::nullopt;
}

} // namespace

std::string Unsynced::after_power_loss(std::mt19937& random) const
{
    std::string content = synced;
    // None of them, all up to one, or any.
    const auto how = std::uniform_int_distribution<int>(0, 2)(random);
    const auto kept = std::uniform_int_distribution<std::size_t>(0, changes.size())(random);
    for (std::size_t i = 0; i < changes.size(); ++i) {
        const bool is_kept = how == 1 ? i < kept : how == 2 && by_chance(random, 2);
        if (is_kept) {
            Change change = changes[i];
            const bool is_torn = how == 1 ? i + 1 == kept : by_chance(random, 8);
            if (is_torn && change.written) {
                change.written->resize(change.written->size() / 2);
            }
            make_change(content, change);
        }
    }
    return content;
}

Unsynced* UnsyncedFiles::opened(const std::filesystem::path& file, bool is_new)
{
    const auto inode = inode_of(file);
    if (!inode) {
        return nullptr;
    }
    if (is_new) {
        return &(files_[*inode] = {{}, false, {}});
    }
    const auto known = files_.find(*inode);
    return known != files_.end() ? &known->second : &(files_[*inode] = {read_file(file), true, {}});
}

void UnsyncedFiles::removed(const std::filesystem::path& file, bool synced)
{
    const auto inode = inode_of(file);
    const auto known = inode ? files_.find(*inode) : files_.end();
    if (known != files_.end()) {
        if (!synced && known->second.name_synced) {
            removed_[file] = known->second;
        }
        files_.erase(known);
    }
}

void UnsyncedFiles::synced(Unsynced& file)
{
    for (const Unsynced::Change& change : file.changes) {
        make_change(file.synced, change);
    }
    file.changes.clear();
    if (!file.name_synced) {
        for (auto& [inode, known] : files_) {
            known.name_synced = true;
        }
        removed_.clear();
    }
}

void UnsyncedFiles::power_returns(const std::filesystem::path& folder, std::mt19937& random)
{
    std::vector<std::filesystem::path> there;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        there.push_back(entry.path());
    }
    std::sort(there.begin(), there.end()); // the same chance for the same seed
    for (const auto& file : there) {
        const auto known = files_.find(inode_of(file).value_or(0));
        if (file.string().ends_with("-shm")) {
            std::filesystem::remove(file); // memory that processes share
        } else if (known != files_.end()) {
            if (!known->second.name_synced && by_chance(random, 2)) {
                std::filesystem::remove(file);
            } else {
                write_file(file, known->second.after_power_loss(random));
            }
        }
    }
    for (const auto& [file, was] : removed_) {
        if (file.parent_path() == folder && by_chance(random, 2)) {
            write_file(file, was.after_power_loss(random));
        }
    }
    forget();
}

void UnsyncedFiles::forget()
{
    files_.clear();
    removed_.clear();
}

} // namespace congto::test
