#include "agent/uplink/certificates.h"

#include "agent/uplink/identity_file.h"
#include "config/runtime/failure.h"

#include <fstream>
#include <iterator>
#include <vector>

namespace congto::uplink {
namespace {

std::string content_of(const std::optional<std::filesystem::path>& file, const std::string& setting,
                       std::vector<std::string>& faults)
{
    if (!file) {
        return {};
    }
    std::ifstream in(*file, std::ios::binary);
    std::string content{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    if (!in || content.empty()) {
        faults.push_back(file->string() + ": [collector] " + setting +
                         " cannot be read, or is empty");
    }
    return content;
}

} // namespace

Certificates read_certificates(const CollectorSettings& settings)
{
    if (settings.identity_file) {
        const Identity read = read_identity(*settings.identity_file);
        Certificates parts{{}, read.certificate.pem(), read.key.pem()};
        for (const identity::Certificate& authority : read.authorities) {
            parts.authorities += authority.pem();
        }
        return parts;
    }
    std::vector<std::string> faults;
    Certificates read{content_of(settings.ca_file, "ca_file", faults),
                      content_of(settings.certificate_file, "certificate_file", faults),
                      content_of(settings.key_file, "key_file", faults)};
    if (!faults.empty()) {
        throw runtime::BadSettings(std::move(faults));
    }
    return read;
}

} // namespace congto::uplink
