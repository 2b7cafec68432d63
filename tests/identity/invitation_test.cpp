// The line an operator hands a unit.
#include "proto/identity/invitation.h"

#include <catch2/catch.hpp>

#include <set>

namespace congto::test {
namespace {

using identity::Invitation;

const Invitation kInvitation{"collector.example:7401", "abcdefghijklmnopqrstuvwxyz",
                             std::string(64, 'f')};

TEST_CASE("a line is read as it was written, blanks around it or not")
{
    const std::string line = identity::line_of(kInvitation);
    CHECK(identity::read_invitation(line) == kInvitation);
    CHECK(identity::read_invitation("  " + line + "\r\n") == kInvitation);
    Invitation six = kInvitation;
    six.address = "[::1]:7401";
    CHECK(identity::read_invitation(identity::line_of(six)) == six);
    CHECK(line.find_first_of(" \"'$&;()<>|*?`\\~#!%") == std::string::npos);
}

TEST_CASE("a line is read however a mail, a chat or a manual wrapped it")
{
    const std::string line = identity::line_of(kInvitation);
    std::string folded = line;
    folded.insert(80, "\r\n    ").insert(40, "\n").insert(12, " ");
    for (const std::string& pasted :
         {folded, '"' + line + '"', " '" + folded + "' \n", "\u201c" + line + "\u201d",
          "congto-agent enroll " + line, "$ sudo /usr/bin/congto-agent enroll '" + line + "'\n"}) {
        INFO(pasted);
        CHECK(identity::read_invitation(pasted) == kInvitation);
    }
    CHECK(identity::why_none("congto-agent enroll --replace " + line).find("options stand in it") !=
          std::string::npos);
    CHECK(identity::why_none(line + " thanks").find("something follows") != std::string::npos);
    CHECK_FALSE(identity::read_invitation('"' + line)); // part of it may be lost
}

TEST_CASE("a line that lost a part says which, and repeats none of it")
{
    const auto why = [](Invitation changed) {
        const std::string line = identity::line_of(changed);
        CHECK_FALSE(identity::read_invitation(line));
        return identity::why_none(line);
    };
    Invitation lost = kInvitation;
    lost.token.pop_back();
    CHECK(why(lost) == "its token is not 26 characters of a-z and 2-7; was part of the line lost?");
    lost = kInvitation;
    lost.fingerprint = "secret";
    CHECK(why(lost).find("fingerprint") != std::string::npos);
    CHECK(why(lost).find("secret") == std::string::npos);
    for (const char* address : {"collector", "", ":7401", "collector:", "collector:port",
                                "collector:123456", "a\"b:7401", "$(x):7401"}) {
        lost = kInvitation;
        lost.address = address;
        CHECK(why(lost) == "what stands before its first \"/\" is no address with a port");
    }
    CHECK(identity::why_none("").find("ADDRESS/TOKEN/FINGERPRINT") != std::string::npos);
    CHECK(identity::why_none("collector:7401/token").find("ADDRESS/TOKEN") != std::string::npos);
}

TEST_CASE("tokens differ, and are lawful in a line")
{
    std::set<std::string> made;
    for (int i = 0; i < 1000; ++i) {
        Invitation invitation = kInvitation;
        invitation.token = identity::new_token();
        made.insert(invitation.token);
        REQUIRE(identity::read_invitation(identity::line_of(invitation)) == invitation);
    }
    CHECK(made.size() == 1000);
}

} // namespace
} // namespace congto::test
