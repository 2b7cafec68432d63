// Bytes made into requests: what is taken, and what is refused.
#include "collector/dashboard/door/request_reader.h"

#include <catch2/catch.hpp>

namespace congto::test {
namespace {

using namespace dashboard;
using Whole = RequestReader::Whole;
using Unfinished = RequestReader::Unfinished;

RequestReader::Found read(std::string_view text, const HttpLimits& limits = {})
{
    RequestReader reader(limits);
    reader.add(text);
    return reader.next();
}

std::string refusal_of(std::string_view text, const HttpLimits& limits = {})
{
    const auto found = read(text, limits);
    const auto* refusal = std::get_if<Refusal>(&found);
    return refusal == nullptr ? "none" : std::string(words_of(*refusal).name);
}

const std::string kHost = "Host: congto.example\r\n";

std::string get_with(const std::string& headers)
{
    return "GET / HTTP/1.1\r\n" + kHost + headers + "\r\n";
}

std::string post_with(const std::string& headers, const std::string& body = "")
{
    return "POST /login HTTP/1.1\r\n" + kHost + headers + "\r\n" + body;
}

TEST_CASE("a request is taken as it was sent, names in lower case")
{
    const auto found =
        read("POST /login?a=%20b HTTP/1.1\r\nHost: congto.example:7443\r\nX-A:  1 \r\n"
             "x-a: Hà Nội\r\nContent-Length: 4\r\n\r\na=b&");
    REQUIRE(std::holds_alternative<Whole>(found));
    const Whole& whole = std::get<Whole>(found);
    CHECK(whole.keeps_line);
    CHECK(whole.request.method == "POST");
    CHECK(whole.request.target == "/login?a=%20b");
    CHECK(whole.request.body == "a=b&");
    const std::vector<std::pair<std::string, std::string>> headers{
        {"host", "congto.example:7443"}, {"x-a", "1"}, {"x-a", "Hà Nội"}, {"content-length", "4"}};
    CHECK(whole.request.headers == headers);
}

TEST_CASE("bytes may come one by one, and several requests at once")
{
    const std::string text = post_with("Content-Length: 2\r\n", "ab") + get_with("");
    RequestReader reader{HttpLimits{}};
    std::vector<std::string> targets;
    for (const char byte : text) {
        reader.add({&byte, 1});
        const auto found = reader.next();
        REQUIRE_FALSE(std::holds_alternative<Refusal>(found));
        if (const auto* whole = std::get_if<Whole>(&found)) {
            targets.push_back(whole->request.target + whole->request.body);
        }
    }
    CHECK(targets == std::vector<std::string>{"/loginab", "/"});
    reader.add(text + text);
    for (int time = 0; time < 4; ++time) {
        CHECK(std::holds_alternative<Whole>(reader.next()));
    }
    CHECK_FALSE(std::get<Unfinished>(reader.next()).has_begun);
}

TEST_CASE("a line stays for HTTP/1.1 unless it is asked to end")
{
    CHECK(std::get<Whole>(read(get_with(""))).keeps_line);
    CHECK_FALSE(std::get<Whole>(read(get_with("Connection: Close\r\n"))).keeps_line);
    CHECK_FALSE(std::get<Whole>(read("GET / HTTP/1.0\r\n\r\n")).keeps_line);
}

TEST_CASE("who waits for a word before the body is told once")
{
    RequestReader reader{HttpLimits{}};
    reader.add(post_with("Content-Length: 2\r\nExpect: 100-continue\r\n"));
    CHECK(std::get<Unfinished>(reader.next()).waits_for_word);
    CHECK_FALSE(std::get<Unfinished>(reader.next()).waits_for_word);
    reader.add("ab");
    CHECK(std::get<Whole>(reader.next()).request.body == "ab");
    CHECK(refusal_of(post_with("Content-Length: 2\r\nExpect: gold\r\n")) == "unknown_expectation");
    CHECK(refusal_of(post_with("Content-Length: 99999\r\nExpect: 100-continue\r\n")) ==
          "body_too_large");
}

TEST_CASE("what two servers could understand differently is refused")
{
    const std::vector<std::string> malformed{
        post_with("Content-Length: 2\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"),
        post_with("Transfer-Encoding: chunked\r\nContent-Length: 2\r\n", "0\r\n\r\n"),
        post_with("Content-Length: 2\r\nContent-Length: 3\r\n", "abc"),
        post_with("Content-Length: 2\r\nContent-Length: 2\r\n", "ab"),
        post_with("Content-Length: 2, 2\r\n", "ab"),
        post_with("Content-Length: +2\r\n", "ab"),
        post_with("Content-Length: -1\r\n"),
        post_with("Content-Length: 0x2\r\n", "ab"),
        post_with("Content-Length:\r\n"),
        post_with("Content-Length : 2\r\n", "ab"),
        get_with(kHost),                    // two hosts
        "GET / HTTP/1.1\r\nX-A: 1\r\n\r\n", // none
        "GET / HTTP/1.1\r\nHost:\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a b\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a/b@c\r\n\r\n",
        get_with("X-A: 1\r\n folded\r\n"), // obs-fold
        get_with("X-A: 1\r\n\tfolded\r\n"),
        "GET / HTTP/1.1\r\n Host: folded\r\n\r\n",
        get_with("X-A: 1\nX-B: 2\r\n"), // bare LF
        get_with("X-A: 1\rX-B: 2\r\n"), // bare CR
        "GET / HTTP/1.1\nHost: a\n\n\r\n\r\n",
        get_with(std::string("X-A: a\0b\r\n", 10)), // controls
        get_with("X-A: a\x1b[31m\r\n"),
        get_with("X-A: a\x7f\r\n"),
        get_with("X-A: \xc2\x85\r\n"),     // U+0085
        get_with("X-A: \xe2\x80\xae\r\n"), // turns texts around
        get_with("X-A: \xff\xfe\r\n"),     // no UTF-8
        get_with("no colon\r\n"),
        get_with(": no name\r\n"),
        get_with("X A: 1\r\n"),
        get_with("X-\xc3\xa0: 1\r\n"),
        "GET  / HTTP/1.1\r\n" + kHost + "\r\n",
        "GET / HTTP/1.1 \r\n" + kHost + "\r\n",
        " GET / HTTP/1.1\r\n" + kHost + "\r\n",
        "\r\nGET / HTTP/1.1\r\n" + kHost + "\r\n",
        "GET\t/\tHTTP/1.1\r\n" + kHost + "\r\n",
        "GET /\x01 HTTP/1.1\r\n" + kHost + "\r\n",
        "GET /\xc3\xa0 HTTP/1.1\r\n" + kHost + "\r\n",
        "GET / HTTQ/1.1\r\n" + kHost + "\r\n",
        "GET / HTTP/1.1x\r\n" + kHost + "\r\n",
        "GET / HTTP/1.T\r\n" + kHost + "\r\n",
        "!ET / HTTP/1.T\r\n\r\n", // also before its end has come
        "GET /\r\n\r\n",          // HTTP/0.9
        "G(T / HTTP/1.1\r\n" + kHost + "\r\n",
        "GET http://congto.example/ HTTP/1.1\r\n" + kHost + "\r\n",
        "OPTIONS * HTTP/1.1\r\n" + kHost + "\r\n",
        "\x16\x03\x01\x02\x01", // TLS
    };
    for (const std::string& text : malformed) {
        CAPTURE(text);
        CHECK(refusal_of(text) == "malformed");
    }
}

TEST_CASE("what is well-formed and not for this server is told by its name")
{
    CHECK(refusal_of(post_with("Transfer-Encoding: chunked\r\n", "0\r\n\r\n")) ==
          "length_required");
    CHECK(refusal_of(post_with("Transfer-Encoding: gzip, chunked\r\n", "0\r\n\r\n")) ==
          "length_required");
    for (const char* method : {"TRACE", "BREW", "get", "PROPFIND"}) {
        CHECK(refusal_of(method + (" / HTTP/1.1\r\n" + kHost + "\r\n")) == "unknown_method");
    }
    for (const char* version : {"HTTP/2.0", "HTTP/1.2", "HTTP/0.9"}) {
        CHECK(refusal_of("GET / " + std::string(version) + "\r\n" + kHost + "\r\n") ==
              "unknown_version");
    }
    CHECK(refusal_of("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n") == "unknown_version");
}

TEST_CASE("a head may be so large, and no larger")
{
    const HttpLimits limits;
    const std::string rest = "GET / HTTP/1.1\r\nHost: a\r\nX-A: \r\n\r\n";
    const auto sized = [&](std::size_t size) {
        return "GET / HTTP/1.1\r\nHost: a\r\nX-A: " + std::string(size - rest.size(), 'a') +
               "\r\n\r\n";
    };
    CHECK(refusal_of(sized(limits.header_bytes)) == "none");
    CHECK(refusal_of(sized(limits.header_bytes + 1)) == "header_too_large");
    // Also before its end has come.
    CHECK(refusal_of("GET /" + std::string(limits.header_bytes, 'a')) == "header_too_large");
    std::string many;
    for (std::size_t header = 1; header < limits.headers; ++header) {
        many += "X: 1\r\n";
    }
    CHECK(refusal_of(get_with(many)) == "none");
    CHECK(refusal_of(get_with(many + "X: 1\r\n")) == "header_too_large");
}

TEST_CASE("a body may be so large, and no larger")
{
    const HttpLimits limits;
    const auto of_size = [](std::size_t size) {
        return post_with("Content-Length: " + std::to_string(size) + "\r\n");
    };
    RequestReader reader(limits);
    reader.add(of_size(limits.body_bytes) + std::string(limits.body_bytes, 'b'));
    CHECK(std::get<Whole>(reader.next()).request.body.size() == limits.body_bytes);
    CHECK(refusal_of(of_size(limits.body_bytes + 1)) == "body_too_large");
    CHECK(refusal_of(post_with("Content-Length: 18446744073709551615\r\n")) != "none");
    CHECK(refusal_of(post_with("Content-Length: 99999999999999999999999\r\n")) != "none");
}

} // namespace
} // namespace congto::test
