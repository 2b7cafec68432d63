#include "collector/commands/listening_file.h"

#include <fstream>
#include <system_error>
#include <utility>

namespace congto::collector {

ListeningFile::ListeningFile(std::filesystem::path file, const std::string& address)
    : file_(std::move(file))
{
    const std::filesystem::path unfinished = file_.string() + ".new";
    std::ofstream(unfinished) << address << '\n';
    std::filesystem::rename(unfinished, file_);
}

ListeningFile::~ListeningFile()
{
    std::error_code gone_already;
    std::filesystem::remove(file_, gone_already);
}

} // namespace congto::collector
