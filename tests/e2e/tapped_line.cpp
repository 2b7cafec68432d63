#include "tests/e2e/tapped_line.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <stdexcept>

namespace congto::test {
namespace {

constexpr int kLook = 50; // ms

sockaddr_in loopback(std::uint16_t port)
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

bool is_readable(int socket)
{
    pollfd asked{socket, POLLIN, 0};
    return ::poll(&asked, 1, kLook) > 0;
}

bool send_all(int socket, std::string_view bytes)
{
    while (!bytes.empty()) {
        const auto sent = ::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0)
            return false;
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
}

} // namespace

TappedLine::TappedLine(const std::string& collector)
    : collector_port_(
          static_cast<std::uint16_t>(std::stoi(collector.substr(collector.find(':') + 1)))),
      listening_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
{
    auto address = loopback(0);
    socklen_t size = sizeof address;
    auto* named = reinterpret_cast<sockaddr*>(&address);
    if (::bind(listening_, named, size) != 0 || ::listen(listening_, 8) != 0 ||
        ::getsockname(listening_, named, &size) != 0)
        throw std::runtime_error("the line cannot be tapped");
    port_ = ntohs(address.sin_port);
    serving_ = std::thread([this] { serve(); });
}

TappedLine::~TappedLine()
{
    stopping_ = true;
    serving_.join();
    for (auto& thread : passing_)
        thread.join();
    ::close(listening_);
}

void TappedLine::serve()
{
    while (!stopping_) {
        if (!is_readable(listening_))
            continue;
        const int agent = ::accept4(listening_, nullptr, nullptr, SOCK_CLOEXEC);
        if (agent >= 0)
            passing_.emplace_back([this, agent] { pass(agent); });
    }
}

void TappedLine::pass(int agent)
{
    const int collector = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    auto address = loopback(collector_port_);
    bool is_open =
        ::connect(collector, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
    std::array<std::size_t, 2> places{};
    {
        const std::lock_guard lock(mutex_);
        places = {said_.size(), said_.size() + 1};
        said_.resize(said_.size() + 2);
    }
    const std::array<std::pair<int, int>, 2> ways{{{agent, collector}, {collector, agent}}};
    while (is_open && !stopping_) {
        std::array<pollfd, 2> asked{{{agent, POLLIN, 0}, {collector, POLLIN, 0}}};
        ::poll(asked.data(), asked.size(), kLook);
        for (std::size_t i = 0; i < ways.size() && is_open; ++i) {
            if (asked.at(i).revents == 0)
                continue;
            std::array<char, 65536> bytes{};
            const auto got = ::recv(ways.at(i).first, bytes.data(), bytes.size(), 0);
            const std::string_view read(bytes.data(), got > 0 ? static_cast<std::size_t>(got) : 0);
            const std::lock_guard lock(mutex_);
            said_.at(places.at(i)) += read;
            is_open = got > 0 && send_all(ways.at(i).second, read);
        }
    }
    ::close(collector);
    ::close(agent);
}

std::string TappedLine::said() const
{
    const std::lock_guard lock(mutex_);
    std::string all;
    for (const auto& way : said_)
        all += way + '\n' + data_of_http2(way) + '\n';
    return all;
}

std::string data_of_http2(std::string_view bytes)
{
    constexpr std::string_view kPreface = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
    constexpr std::size_t kHead = 9;
    if (bytes.starts_with(kPreface))
        bytes.remove_prefix(kPreface.size());
    std::string data;
    while (bytes.size() >= kHead) {
        std::size_t length = 0;
        for (std::size_t i = 0; i < 3; ++i)
            length = length << 8U | static_cast<unsigned char>(bytes[i]);
        if (bytes[3] == 0)
            data += bytes.substr(kHead, length);
        bytes.remove_prefix(std::min(kHead + length, bytes.size()));
    }
    return data;
}

} // namespace congto::test
