// What a running collector does for people: site and door, where the settings say so.
#pragma once

#include "collector/access/people.h"
#include "collector/commands/listening_file.h"
#include "collector/commands/settings.h"
#include "collector/dashboard/door/http_server.h"
#include "config/runtime/metrics.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace congto::collector {

// Where the running collector serves people: "127.0.0.1:7443\n", in the state directory.
std::filesystem::path http_listening_file(const std::filesystem::path& state);

class Serving {
public:
    // People may come when it returns. `agents`: how the collector listens for agents, whose
    // certificate serves where [http] names none. `clock` must outlive it. Throws as HttpServer.
    Serving(const Settings& settings, const intake::Listening& agents, runtime::Clock& clock);

    // Any thread. Empty: nobody is served.
    std::vector<runtime::Metric> metrics() const;

private:
    std::unique_ptr<access::People> people_;
    std::unique_ptr<dashboard::HttpServer> server_;
    std::optional<ListeningFile> listening_;
};

// What `check` says of [http]: the certificate's files and the address, tried.
void check_http(const Settings& settings, std::vector<std::string>& faults);

} // namespace congto::collector
