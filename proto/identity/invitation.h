// What an operator hands a unit: one line with all that an agent needs to enrol.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace congto::identity {

// "collector.example.vn:7401/k7tq…/9f86d0…": no character that a shell reads.
struct Invitation {
    std::string address;     // host:port of the service Enrolment
    std::string token;       // 26 characters, good once
    std::string fingerprint; // of the collector's authority: SHA-256, 64 hexadecimal digits

    bool operator==(const Invitation&) const = default;
};

std::string line_of(const Invitation& invitation);
// As people paste it: white space in it, a pair of quotes around it and the command before it
// ("congto-agent enroll LINE") do not matter. None: it is not of that form; why_none() says what is
// wrong.
std::optional<Invitation> read_invitation(std::string_view line);
// One clause, without anything that the line held.
std::string why_none(std::string_view line);

// 130 random bits as 26 characters of a-z and 2-7. Throws runtime::Failure: no random bytes.
std::string new_token();

} // namespace congto::identity
