// Answers as they go on the line.
#include "collector/dashboard/door/answer_text.h"

#include <catch2/catch.hpp>

namespace congto::test {
namespace {

using namespace dashboard;

const runtime::Instant kNow{std::chrono::seconds(784'111'777)};

std::string text(const HttpResponse& response, AnswerForm form = {})
{
    form.now = kNow;
    return text_of(response, form).value_or("none");
}

TEST_CASE("an answer carries what is the door's, and what is the site's")
{
    CHECK(text({200, {{"Content-Type", "text/plain"}}, "yes"}) ==
          "HTTP/1.1 200 OK\r\nDate: Sun, 06 Nov 1994 08:49:37 GMT\r\nServer: congto\r\n"
          "Strict-Transport-Security: max-age=31536000\r\nContent-Length: 3\r\n"
          "Content-Type: text/plain\r\n\r\nyes");
}

TEST_CASE("the last answer says so, and plain text does not speak of TLS")
{
    const std::string said = text({404, {}, "no"}, {true, false, false, {}});
    CHECK(said.find("Connection: close\r\n") != std::string::npos);
    CHECK(said.find("Strict-Transport-Security") == std::string::npos);
}

TEST_CASE("an answer to HEAD has the length, and no body")
{
    const std::string said = text({200, {}, "four"}, {false, true, true, {}});
    CHECK(said.find("Content-Length: 4\r\n") != std::string::npos);
    CHECK(said.ends_with("\r\n\r\n"));
}

TEST_CASE("an answer that has no body by its status gets none")
{
    for (const int status : {204, 304}) {
        const std::string said = text({status, {}, "x"});
        CHECK(said.find("Content-Length") == std::string::npos);
        CHECK(said.ends_with("\r\n\r\n"));
    }
}

TEST_CASE("a header cannot forge another, nor those of the door")
{
    for (const char* value : {"a\r\nSet-Cookie: b", "a\nb", "a\rb"}) {
        CHECK(text({200, {{"X-Name", value}}, ""}) == "none");
    }
    CHECK(text({200, {{"X-Name", std::string("a\0b", 3)}}, ""}) == "none");
    CHECK(text({200, {{"X Name", "a"}}, ""}) == "none");
    CHECK(text({200, {{"", "a"}}, ""}) == "none");
    const std::string said =
        text({200, {{"content-length", "99"}, {"Transfer-Encoding", "chunked"}}, "a"});
    CHECK(said.find("99\r\n") == std::string::npos);
    CHECK(said.find("chunked") == std::string::npos);
}

TEST_CASE("a status that is none cannot be sent")
{
    for (const int status : {0, -1, 100, 101, 199, 600, 1000}) {
        CHECK(text({status, {}, ""}) == "none");
    }
}

} // namespace
} // namespace congto::test
