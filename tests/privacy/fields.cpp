#include "tests/privacy/fields.h"

#include <google/protobuf/descriptor.h>

#include <sstream>
#include <stdexcept>

namespace congto::test {
namespace {

namespace pb = google::protobuf;

std::vector<std::string> words_of(const std::string& line)
{
    std::istringstream stream(line);
    std::vector<std::string> words;
    for (std::string word; stream >> word;)
        words.push_back(word);
    return words;
}

// "# count, rate  of dossiers" explains count and rate.
void read_explained(const std::string& line, std::set<std::string>& words)
{
    const auto end = line.find("  ");
    if (end == std::string::npos)
        return;
    for (std::string word : words_of(line.substr(1, end - 1))) {
        if (word.ends_with(','))
            word.pop_back();
        words.insert(word);
    }
}

// Without the package: "Batch.body".
std::string short_name(const std::string& full_name, const pb::FileDescriptor& file)
{
    return full_name.substr(file.package().empty() ? 0 : file.package().size() + 1);
}

std::string type_of(const pb::FieldDescriptor& field)
{
    std::string type = field.type_name();
    if (const auto* message = field.message_type())
        type = short_name(message->full_name(), *message->file());
    if (const auto* choice = field.enum_type())
        type = short_name(choice->full_name(), *choice->file());
    if (field.is_repeated())
        return "repeated " + type;
    return field.has_optional_keyword() ? "optional " + type : type;
}

class Comparison {
public:
    explicit Comparison(const AllowedFields& allowed) : allowed_(allowed) {}

    void look_at(const pb::FileDescriptor& file)
    {
        for (int i = 0; i < file.message_type_count(); ++i)
            look_at(*file.message_type(i));
        for (int i = 0; i < file.extension_count(); ++i)
            look_at(*file.extension(i));
    }

    std::vector<std::string> faults() const
    {
        auto all = faults_;
        for (const auto& [name, field] : allowed_.fields) {
            if (!met_.contains(name))
                all.push_back(name + " is allowed, but the contract has no such field");
            if (!allowed_.words.contains(field.word))
                all.push_back(name + " is a \"" + field.word + "\", which is not explained");
        }
        return all;
    }

private:
    void look_at(const pb::Descriptor& message)
    {
        for (int i = 0; i < message.field_count(); ++i)
            look_at(*message.field(i));
        for (int i = 0; i < message.extension_count(); ++i)
            look_at(*message.extension(i));
        for (int i = 0; i < message.nested_type_count(); ++i)
            look_at(*message.nested_type(i));
    }

    void look_at(const pb::FieldDescriptor& field)
    {
        const auto name = short_name(field.full_name(), *field.file());
        const auto type = type_of(field);
        met_.insert(name);
        const auto found = allowed_.fields.find(name);
        if (found == allowed_.fields.end())
            faults_.push_back(name + ", " + type + ", is not allowed in the contract");
        else if (found->second.type != type)
            faults_.push_back(name + " is " + type + ", allowed is " + found->second.type);
    }

    const AllowedFields& allowed_;
    std::set<std::string> met_;
    std::vector<std::string> faults_;
};

} // namespace

AllowedFields read_allowed_fields(std::string_view text)
{
    AllowedFields allowed;
    std::istringstream lines{std::string(text)};
    for (std::string line; std::getline(lines, line);) {
        if (line.starts_with('#')) {
            read_explained(line, allowed.words);
            continue;
        }
        const auto words = words_of(line);
        if (words.empty())
            continue;
        if (words.size() < 3 || words.size() > 4)
            throw std::runtime_error("not message.field, type and word: " + line);
        const auto type = words.size() == 3 ? words[1] : words[1] + " " + words[2];
        if (!allowed.fields.emplace(words.front(), AllowedField{type, words.back()}).second)
            throw std::runtime_error("allowed twice: " + line);
    }
    return allowed;
}

std::vector<std::string> faults_of_contract(const std::vector<const pb::FileDescriptor*>& files,
                                            const AllowedFields& allowed)
{
    Comparison comparison(allowed);
    for (const auto* file : files)
        comparison.look_at(*file);
    return comparison.faults();
}

} // namespace congto::test
