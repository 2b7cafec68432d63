// The file that tells scripts where something listens; gone when it no longer does.
#pragma once

#include <filesystem>
#include <string>

namespace congto::collector {

class ListeningFile {
public:
    ListeningFile(std::filesystem::path file, const std::string& address);
    ~ListeningFile();
    ListeningFile(const ListeningFile&) = delete;
    ListeningFile& operator=(const ListeningFile&) = delete;

private:
    std::filesystem::path file_;
};

} // namespace congto::collector
