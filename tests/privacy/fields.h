// What the contract may hold, and what it holds.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace google::protobuf {
class FileDescriptor;
}

namespace congto::test {

struct AllowedField {
    std::string type; // "repeated bytes", "Greeting"
    std::string word; // what it is
};

// The list: a line "message.field type word" each; the words are explained by comments before them.
struct AllowedFields {
    std::map<std::string, AllowedField> fields;
    std::set<std::string> words;
};

// Throws std::runtime_error: a line of another form, or a field twice.
AllowedFields read_allowed_fields(std::string_view text);

// A sentence for each field that is not allowed as it is, of any message of the files, nested ones
// too; for each allowed one that is not there; and for each word that is not explained.
std::vector<std::string>
faults_of_contract(const std::vector<const google::protobuf::FileDescriptor*>& files,
                   const AllowedFields& allowed);

} // namespace congto::test
