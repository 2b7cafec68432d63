// Typed values of a JSON document, and what is wrong with them.
#pragma once

#include "proto/model/time.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace boost::json {
class array;
class object;
class value;
} // namespace boost::json

namespace congto::registers {

// Reads never throw: a fault is recorded with its path ("$.data.parent.totalReceived") and nothing
// given. What is absent or null gives nothing without a fault.
class JsonReader {
public:
    // `file` stands for the file in faults. Throws runtime::BadSettings with line and column: the
    // content is not JSON. A byte order mark is passed over.
    JsonReader(std::string_view content, std::string file);
    ~JsonReader();
    JsonReader(const JsonReader&) = delete;
    JsonReader& operator=(const JsonReader&) = delete;

    const boost::json::value& root() const { return *root_; }

    // Null: a fault, as it is of another kind.
    const boost::json::object* object_at(const boost::json::value& found, const std::string& path);
    const boost::json::array* array_at(const boost::json::value& found, const std::string& path);
    // The same; null in the document: absent, and no fault.
    const boost::json::object* object_if(const boost::json::value& found, const std::string& path);
    const boost::json::array* array_if(const boost::json::value& found, const std::string& path);

    std::optional<std::string> text_at(const boost::json::value& found, const std::string& path);
    // 0 to 10¹², a whole number.
    std::optional<std::int64_t> count_at(const boost::json::value& found, const std::string& path);
    // In per cent, 0 to 100, in the digits it is written in, at most four of them after the point.
    std::optional<std::string> rate_at(const boost::json::value& found, const std::string& path);

    // A field of an object that stands at `path`.
    std::optional<std::string> text_in(const boost::json::object& of, const std::string& path,
                                       std::string_view name);
    std::optional<std::int64_t> count_in(const boost::json::object& of, const std::string& path,
                                         std::string_view name);

    void fault(const std::string& path, const std::string& what);
    bool sound() const { return faults_.empty(); }
    // Throws runtime::BadSettings with every fault so far.
    void finish() const;

private:
    std::string file_;
    std::unique_ptr<boost::json::value> root_;
    std::vector<std::string> faults_;
};

// A value as a fault quotes it: its JSON, cut where it is long.
std::string shown_json(const boost::json::value& found);

} // namespace congto::registers
