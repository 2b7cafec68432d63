// Certificates and keys that other people made, and what is wrong with them.
#include "collector/access/key_file.h"
#include "collector/commands/certificate_files.h"
#include "config/runtime/failure.h"
#include "tests/support/files.h"
#include "tests/support/temp_dir.h"
#include "tests/uplink/certificate.h"

#include <catch2/catch.hpp>

using namespace congto;
using namespace congto::test;
using Catch::Matchers::Contains;

namespace {

// An authority of others that signs here, and a certificate for the collector.
struct Files {
    Files()
    {
        write("ca.pem", authority.certificate);
        write("ca.key", authority.key);
        write("own.pem", own.certificate + authority.certificate);
        write("own.key", own.key);
        settings.listening.tls = intake::TlsFiles{dir / "ca.pem", dir / "own.pem", dir / "own.key"};
        settings.identification.authority_key = dir / "ca.key";
        settings.identification.enrolment_address = "127.0.0.1:7401";
    }
    void write(const char* name, const std::string& content,
               std::filesystem::perms mode = std::filesystem::perms::owner_read |
                                             std::filesystem::perms::owner_write) const
    {
        write_file(dir / name, content);
        std::filesystem::permissions(dir / name, mode);
    }
    std::string faults() const
    {
        std::vector<std::string> all;
        collector::check_certificate_files(settings, all);
        std::string lines;
        for (const std::string& fault : all) {
            lines += fault + "\n";
        }
        return lines;
    }
    std::string doubts() const
    {
        std::string lines;
        for (const std::string& doubt : collector::doubts_of_certificate_files(settings)) {
            lines += doubt + "\n";
        }
        return lines;
    }

    TempDir dir;
    KeyPair authority = certificate("authority", nullptr);
    KeyPair own = certificate("127.0.0.1", &authority);
    collector::Settings settings;
};

} // namespace

TEST_CASE("files of another authority that fit have no fault")
{
    const Files files;
    CHECK(files.faults() == "");
    CHECK(files.doubts() == "");
}

TEST_CASE("a key of another certificate is a fault, and one that everybody reads a doubt")
{
    const Files files;
    files.write("own.key", files.authority.key);
    CHECK_THAT(files.faults(), Contains("own.key: holds no private key") && Contains("own.pem"));
    files.write("own.key", files.own.key,
                std::filesystem::perms::owner_read | std::filesystem::perms::others_read);
    CHECK_THAT(files.doubts(), Contains("own.key: a private key that everybody can read"));
    CHECK(files.faults() == "");
    files.write("own.key", files.own.key,
                std::filesystem::perms::owner_read | std::filesystem::perms::group_read);
    CHECK(files.faults() == "");
    CHECK(files.doubts() == "");
    files.write("own.key", "no key");
    CHECK_THAT(files.faults(), Contains("own.key: holds no private key"));
}

TEST_CASE("a chain without the authority that signs is a doubt: who enrols could not know it")
{
    Files files;
    files.write("own.pem", files.own.certificate);
    CHECK_THAT(files.doubts(), Contains("own.pem: must show the authority") && Contains("ca.pem"));
    CHECK(files.faults() == "");
    files.settings.identification.enrolment_address.reset(); // nobody enrols here
    CHECK(files.doubts() == "");
}

TEST_CASE("every file that is wrong is told, once, with why")
{
    const Files files;
    std::filesystem::remove(files.dir / "ca.pem");
    files.write("own.pem", "nothing");
    const std::string faults = files.faults();
    CHECK_THAT(faults, Contains("ca.pem: cannot be read: No such file") &&
                           Contains("own.pem: holds no certificate"));
    CHECK(std::count(faults.begin(), faults.end(), '\n') == 2);
}
