// The contract holds nothing that nobody looked at.
#include "tests/privacy/fields.h"
#include "tests/support/files.h"

#include <catch2/catch.hpp>
#include <google/protobuf/descriptor.h>
#include <google/protobuf/descriptor.pb.h>

#include <filesystem>

using namespace congto::test;
namespace pb = google::protobuf;

namespace {

using Faults = std::vector<std::string>;

const std::filesystem::path kProto = CONGTO_PROTO_FOLDER;

std::vector<const pb::FileDescriptor*> contract()
{
    std::vector<const pb::FileDescriptor*> files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(kProto / "congto")) {
        if (entry.path().extension() != ".proto")
            continue;
        INFO(entry.path());
        const auto name = entry.path().lexically_relative(kProto).string();
        files.push_back(pb::DescriptorPool::generated_pool()->FindFileByName(name));
        REQUIRE(files.back() != nullptr);
    }
    return files;
}

void add_field(pb::DescriptorProto& message, const std::string& name, int number,
               pb::FieldDescriptorProto::Type type)
{
    auto* field = message.add_field();
    field->set_name(name);
    field->set_number(number);
    field->set_type(type);
    field->set_label(pb::FieldDescriptorProto::LABEL_OPTIONAL);
}

// Person { string unit; Inner { bytes name } }
const pb::FileDescriptor* made_up(pb::DescriptorPool& pool)
{
    pb::FileDescriptorProto file;
    file.set_name("made_up.proto");
    file.set_package("made.up");
    file.set_syntax("proto3");
    auto* outer = file.add_message_type();
    outer->set_name("Person");
    add_field(*outer, "unit", 1, pb::FieldDescriptorProto::TYPE_STRING);
    auto* inner = outer->add_nested_type();
    inner->set_name("Inner");
    add_field(*inner, "name", 1, pb::FieldDescriptorProto::TYPE_BYTES);
    return pool.BuildFile(file);
}

Faults faults_of(const std::string& allowed)
{
    pb::DescriptorPool pool;
    const auto* file = made_up(pool);
    REQUIRE(file != nullptr);
    return faults_of_contract({file}, read_allowed_fields(allowed));
}

} // namespace

TEST_CASE("the contract holds the fields that are allowed and no others")
{
    const auto files = contract();
    CHECK(files.size() >= 5);
    const auto allowed = read_allowed_fields(read_file(kProto / "fields.txt"));
    CHECK(allowed.fields.size() > 200);
    CHECK(faults_of_contract(files, allowed) == Faults());
}

TEST_CASE("a field that is not allowed, gone, of another type or not explained is a fault")
{
    const std::string words = "# code  of a unit\n";
    const std::string both = words + "Person.unit string code\nPerson.Inner.name bytes code\n";
    CHECK(faults_of(both) == Faults());
    CHECK(faults_of(words + "Person.unit string code\n") ==
          Faults{"Person.Inner.name, bytes, is not allowed in the contract"});
    CHECK(faults_of(words + "Person.unit repeated string code\nPerson.Inner.name bytes code\n") ==
          Faults{"Person.unit is string, allowed is repeated string"});
    CHECK(faults_of(both + "Person.age int32 code\n") ==
          Faults{"Person.age is allowed, but the contract has no such field"});
    CHECK(faults_of("# code  of a unit\nPerson.unit string code\nPerson.Inner.name bytes name\n") ==
          Faults{"Person.Inner.name is a \"name\", which is not explained"});
}

TEST_CASE("a list of another form is refused")
{
    CHECK_THROWS_WITH(read_allowed_fields("Person.unit string\n"),
                      "not message.field, type and word: Person.unit string");
    CHECK_THROWS_WITH(read_allowed_fields("a.b string code\na.b string code\n"),
                      "allowed twice: a.b string code");
}
