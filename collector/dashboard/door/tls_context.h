// The certificate the server shows, read again when its files change.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

namespace boost::asio::ssl {
class context;
}

namespace congto::dashboard {

struct CertificateFiles {              // PEM
    std::filesystem::path certificate; // and those between it and its authority
    std::filesystem::path key;
};

// TLS 1.3 alone, HTTP/1.1 alone. A value of one thread; a context stays as long as a line has it.
class TlsContext {
public:
    // Throws runtime::BadSettings: a file cannot be read, or the two are no pair.
    explicit TlsContext(CertificateFiles files);

    std::shared_ptr<boost::asio::ssl::context> current() const { return current_; }
    // Reads the files; other ones than before are taken for lines from now on. What is no pair is
    // told once and the old one kept: the files may be in the middle of being replaced.
    void look();

private:
    struct Content {
        std::string certificate;
        std::string key;
        bool operator==(const Content&) const = default;
    };
    Content read() const;
    std::shared_ptr<boost::asio::ssl::context> made_of(const Content& content) const;

    CertificateFiles files_;
    Content taken_;
    std::string told_; // what was wrong at the last look
    std::shared_ptr<boost::asio::ssl::context> current_;
};

} // namespace congto::dashboard
