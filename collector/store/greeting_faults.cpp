#include "collector/store/greeting_faults.h"

#include "proto/wire/bytes.h"

namespace congto::store {
namespace {

using Fault = GreetingRefused::Fault;

// As `agents` shows it.
std::string shown(const SpoolId& spool)
{
    return wire::hex(wire::bytes_of(spool)).substr(0, 8);
}

} // namespace

GreetingRefused other_unit()
{
    return {Fault::other_unit,
            "this spool was begun for another unit, or for this code before a merger; if the "
            "settings named a wrong unit, correct them or delete the spool directory; if the unit "
            "merged, keep it: a new one would count its dossiers again"};
}

GreetingRefused key_differs(const std::string& key_id)
{
    return {Fault::key_differs, "the unit began with the pseudonym key " + key_id +
                                    "; bring it here: congto-agent key export where it is, "
                                    "congto-agent key import --id " +
                                    key_id};
}

GreetingRefused source_renumbered(std::uint16_t number, std::string_view before,
                                  std::string_view now)
{
    return {Fault::source_renumbered, "source number " + std::to_string(number) +
                                          " of this spool is '" + std::string(before) + "', not '" +
                                          std::string(now) +
                                          "'; a source keeps its number for the life of the spool"};
}

GreetingRefused source_taken(std::string_view source)
{
    return {Fault::source_taken,
            "a newer agent of this unit reads a source named '" + std::string(source) +
                "'; if this is another system, give its source a name of its own; if that "
                "agent is gone, delete this one's spool directory and start it again"};
}

GreetingRefused source_taken_by_copy()
{
    return {Fault::source_taken_by_copy,
            "an agent that began with a copy of this spool reads its source now; whoever greets "
            "with this one again runs beside it"};
}

GreetingRefused two_machines(const SpoolId& spool, const std::optional<SpoolId>& other)
{
    const std::string one = shown(spool);
    const std::string release = "congto-collector agents release --spool ";
    if (!other) {
        return {Fault::two_machines, "two machines use copies of spool " + one +
                                         "; stop one of them and delete its spool directory, then "
                                         "ask the collector's operator for: " +
                                         release + one};
    }
    return {Fault::two_machines,
            "two machines began with copies of one spool, which are " + one + " here and " +
                shown(*other) +
                " there; stop the agent that is not to go on, then ask the collector's operator "
                "for: " +
                release + one + " if this one is to, --spool " + shown(*other) +
                " if the other is"};
}

} // namespace congto::store
