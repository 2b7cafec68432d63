#include "collector/register/portal_tree.h"

#include "collector/register/json_reader.h"
#include "collector/register/portal_names.h"

#include <boost/json.hpp>

#include <algorithm>
#include <set>
#include <utility>

namespace congto::registers {
namespace {

using boost::json::array;
using boost::json::object;
using boost::json::value;

// The entry of a table by the portal's name; null: there is none.
template <typename Table>
const PortalName* named(const Table& table, std::string_view portal)
{
    const auto found = std::find_if(table.begin(), table.end(),
                                    [&](const PortalName& one) { return one.portal == portal; });
    return found == table.end() ? nullptr : &*found;
}

bool is_label(std::string_view name)
{
    return std::find(kPortalLabels.begin(), kPortalLabels.end(), name) != kPortalLabels.end();
}

std::string_view name_of(const boost::json::key_value_pair& field)
{
    return {field.key().data(), field.key().size()};
}

class TreeReader {
public:
    TreeReader(std::string_view content, const std::string& file) : json_(content, file) {}

    PortalTree take()
    {
        if (const object* whole = json_.object_at(json_.root(), "$")) {
            read_envelope(*whole);
            const value* data = whole->if_contains("data");
            if (data == nullptr) {
                read_node(*whole, "$");
            } else if (const object* node = json_.object_at(*data, "$.data")) {
                read_node(*node, "$.data");
            }
        }
        if (tree_.departments.empty() && json_.sound()) {
            json_.fault("$", "no department is in it: neither parent and children, nor overview "
                             "and evaluation, nor a departmentCode");
        }
        json_.finish();
        return std::move(tree_);
    }

private:
    void read_envelope(const object& whole)
    {
        if (const auto code = json_.text_in(whole, "$", "code"); code && *code != "OK") {
            json_.fault("$.code", shown_json(*whole.if_contains("code")) +
                                      " is not \"OK\": the portal did not answer what was asked");
        }
        if (const auto at = json_.text_in(whole, "$", "capturedAt")) {
            tree_.captured_on = day_captured(*at);
            if (!tree_.captured_on) {
                json_.fault("$.capturedAt", shown_json(*whole.if_contains("capturedAt")) +
                                                " is not a time like 2026-09-26T18:14:42Z");
            }
        }
        if (const value* request = whole.if_contains("request")) {
            if (const object* asked = json_.object_if(*request, "$.request")) {
                read_request(*asked);
            }
        }
    }

    void read_request(const object& asked)
    {
        for (const char* procedure : {"formalityId", "formalityID"}) {
            if (const value* of = asked.if_contains(procedure); of != nullptr && !of->is_null()) {
                json_.fault(std::string("$.request.") + procedure,
                            "the answer is of one procedure alone; what is reported is of units "
                            "and bodies: ask the portal without it");
            }
        }
        const auto kind = json_.text_in(asked, "$.request", "timeType");
        const auto year = json_.count_in(asked, "$.request", "year");
        if (!kind || !year) {
            return;
        }
        const auto part = json_.count_in(asked, "$.request", *kind).value_or(0);
        tree_.period = *kind == "year"      ? days_of_year(*year)
                       : *kind == "quarter" ? days_of_quarter(*year, part)
                       : *kind == "month"   ? days_of_month(*year, part)
                                            : std::nullopt;
        if (!tree_.period) {
            json_.fault("$.request", shown_json(value(asked)) + " is no month, quarter or year");
        }
    }

    // Where departments stand: in named parts of an answer, or it is one itself.
    void read_node(const object& node, const std::string& path)
    {
        if (node.contains("departmentCode")) {
            read_department(node, path, Place::top);
            return;
        }
        for (const auto& field : node) {
            const std::string name(name_of(field));
            const std::string below = path + '.' + name;
            if (name == "parent" || name == "overview") {
                if (const object* top = json_.object_if(field.value(), below)) {
                    read_department(*top, below, Place::top);
                }
            } else if (name == "children" || name == "evaluation") {
                read_departments(field.value(), below);
            } else if (path != "$") {
                ++tree_.left_out[name];
            }
        }
    }

    void read_departments(const value& at, const std::string& path)
    {
        const array* all = json_.array_if(at, path);
        for (std::size_t i = 0; all != nullptr && i < all->size(); ++i) {
            const std::string below = path + '[' + std::to_string(i) + ']';
            if (const object* one = json_.object_at((*all)[i], below)) {
                read_department(*one, below, Place::below);
            }
        }
    }

    enum class Place : std::uint8_t { top, below };

    void read_department(const object& from, const std::string& path, Place place)
    {
        const auto code = json_.text_in(from, path, "departmentCode");
        if (place == Place::below && code.value_or("").empty()) {
            json_.fault(path + ".departmentCode", "is missing; a number needs its department");
        } else if (code && !codes_.insert(*code).second) {
            json_.fault(path + ".departmentCode",
                        shown_json(*from.if_contains("departmentCode")) + " stands here twice");
        }
        PortalDepartment department;
        department.path = path;
        department.code = code.value_or("");
        for (const auto& field : from) {
            read_field(department, from, field);
        }
        tree_.departments.push_back(std::move(department));
        if (const value* children = from.if_contains("children")) {
            read_departments(*children, path + ".children");
        }
    }

    void read_field(PortalDepartment& of, const object& from,
                    const boost::json::key_value_pair& field)
    {
        const std::string_view name = name_of(field);
        const std::string path = of.path + '.' + std::string(name);
        if (const PortalName* count = named(kPortalCounts, name)) {
            keep(of, std::string(count->ours), json_.count_at(field.value(), path));
        } else if (name == "metrics") {
            read_metrics(of, field.value(), path);
        } else if (name == "ratio" && from.contains("totalReceived")) {
            // Of the progress tree alone: elsewhere it is a part of a score.
            keep_rate(of, "on_time", "received", json_.rate_at(field.value(), path));
        } else if (name != "departmentCode" && name != "children" && !is_label(name)) {
            ++tree_.left_out[std::string(name)];
        }
    }

    void read_metrics(PortalDepartment& of, const value& at, const std::string& path)
    {
        const array* all = json_.array_if(at, path);
        for (std::size_t i = 0; all != nullptr && i < all->size(); ++i) {
            const std::string below = path + '[' + std::to_string(i) + ']';
            if (const object* one = json_.object_at((*all)[i], below)) {
                read_metric(of, *one, below);
            }
        }
    }

    void read_metric(PortalDepartment& of, const object& from, const std::string& path)
    {
        const auto code = json_.text_in(from, path, "code");
        const PortalName* metric = code ? named(kPortalMetrics, *code) : nullptr;
        if (metric == nullptr) {
            ++tree_.left_out["metrics " + code.value_or("without code")];
            return;
        }
        const std::string name(metric->ours);
        if (!metrics_.emplace(of.path, name).second) {
            json_.fault(path + ".code", '"' + *code + "\" stands here twice");
        }
        keep(of, name, json_.count_in(from, path, "numerator"));
        keep(of, name + "_of", json_.count_in(from, path, "denominator"));
        if (const value* ratio = from.if_contains("ratio")) {
            keep_rate(of, name, name + "_of", json_.rate_at(*ratio, path + ".ratio"));
        }
    }

    static void keep(PortalDepartment& of, std::string name, std::optional<std::int64_t> count)
    {
        if (count) {
            of.counts.insert_or_assign(std::move(name), *count);
        }
    }

    static void keep_rate(PortalDepartment& of, std::string numerator, std::string denominator,
                          std::optional<std::string> rate)
    {
        if (rate) {
            of.rates.push_back({std::move(numerator), std::move(denominator), std::move(*rate)});
        }
    }

    JsonReader json_;
    PortalTree tree_;
    std::set<std::string> codes_;
    std::set<std::pair<std::string, std::string>> metrics_; // department, name
};

} // namespace

bool looks_like_json(std::string_view content)
{
    const auto first = content.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
    return first != std::string_view::npos && (content[first] == '{' || content[first] == '[');
}

PortalTree read_portal_tree(std::string_view content, const std::string& file)
{
    return TreeReader(content, file).take();
}

} // namespace congto::registers
