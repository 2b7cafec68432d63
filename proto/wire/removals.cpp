// Removals and lists: what a source no longer shows, and all it shows of a day.
#include "proto/wire/batch.h"
#include "proto/wire/columns.h"
#include "proto/wire/malformed_batch.h"

#include "congto/v1/batch.pb.h"

#include <algorithm>

namespace congto::wire {
namespace {

RemovalCause cause_of(v1::RemovalCause cause)
{
    switch (cause) {
    case v1::REMOVAL_CAUSE_LEFT_OUT:
        return RemovalCause::left_out;
    case v1::REMOVAL_CAUSE_ABSENT:
        return RemovalCause::absent;
    case v1::REMOVAL_CAUSE_FORGOTTEN:
        return RemovalCause::forgotten;
    default:
        throw MalformedBatch("a removal has cause " + std::to_string(cause) +
                             ", which is not known here");
    }
}

// An end of a list: of its day, so that no list speaks of more than a day.
std::optional<model::DossierId> end_of(std::string_view bytes, std::string_view column,
                                       model::Day day)
{
    if (bytes.empty()) {
        return std::nullopt;
    }
    if (bytes.size() != kIdBytes) {
        throw MalformedBatch(std::string(column) + " has " + std::to_string(bytes.size()) +
                             " bytes, not 16 or none");
    }
    const model::DossierId end = id_at(bytes, 0);
    if (end.opened() != day) {
        throw MalformedBatch(std::string(column) + " of day " + std::to_string(day.number) +
                             " is an id of day " + std::to_string(end.opened().number));
    }
    return end;
}

DayList list_of(const v1::DayList& message)
{
    DayList list;
    list.day = {message.day()};
    require_day(list.day, "list");
    list.ids = ids_of(message.ids(), "lists.ids");
    list.after = end_of(message.after(), "lists.after", list.day);
    list.through = end_of(message.through(), "lists.through", list.day);
    const auto outside = [&](const model::DossierId& id) {
        return id.opened() != list.day || (list.after && id <= *list.after) ||
               (list.through && id > *list.through);
    };
    if (std::adjacent_find(list.ids.begin(), list.ids.end(), std::greater_equal<>()) !=
            list.ids.end() ||
        std::any_of(list.ids.begin(), list.ids.end(), outside)) {
        throw MalformedBatch("the list of day " + std::to_string(list.day.number) +
                             " has ids that do not ascend or are not of what it speaks of");
    }
    return list;
}

} // namespace

std::vector<Removal> read_removals(const v1::BatchBody& message)
{
    std::vector<Removal> removals;
    for (const v1::Removal& removal : message.removals()) {
        removals.push_back({cause_of(removal.cause()), ids_of(removal.ids(), "removals.ids")});
        if (removals.back().ids.empty()) {
            throw MalformedBatch("a removal has no ids");
        }
    }
    return removals;
}

std::vector<DayList> read_lists(const v1::BatchBody& message)
{
    std::size_t ids = 0;
    for (const v1::Removal& removal : message.removals()) {
        ids += removal.ids().size() / kIdBytes;
    }
    std::vector<DayList> lists;
    for (const v1::DayList& list : message.lists()) {
        lists.push_back(list_of(list));
        ids += lists.back().ids.size();
    }
    if (ids > kMaxEntries) {
        throw MalformedBatch("removals and lists hold " + std::to_string(ids) + " ids, at most " +
                             std::to_string(kMaxEntries) + " are accepted");
    }
    return lists;
}

void require_removals(const v1::BatchBody& message)
{
    read_removals(message);
    read_lists(message);
}

} // namespace congto::wire
