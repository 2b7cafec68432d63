// Whether a source's day and row queries find what its pages show.
#pragma once

#include "agent/mapping/mapping.h"
#include "agent/source/inspect.h"
#include "proto/model/pseudonym.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace congto::agent {

// Looks at some rows of a source, the first of its pages or those of its newest days: each
// dossier's day opened is asked for, and its rows one by one. A row that changes meanwhile is no
// fault. Everything given must outlive it.
class DaysLook {
public:
    // By the page query.
    DaysLook(source::Inspection& inspection, mapping::Mapping& mapping)
        : inspection_(inspection), mapping_(mapping)
    {
    }
    // By the day query, where nothing is followed.
    DaysLook(source::Inspection& inspection, mapping::Mapping& mapping, model::Day today)
        : inspection_(inspection), mapping_(mapping), today_(today)
    {
    }

    // What is wrong, each for a person. Throws runtime::Unavailable, and runtime::BadSettings when
    // a query does not give the mapping's columns.
    std::vector<std::string> faults();

private:
    using Keys = std::vector<std::string>;

    // Keys of some rows, by the day their dossiers were opened.
    std::map<model::Day, Keys> sample();
    source::Page rows_of_newest_day();
    // In the order given; none: more rows than are looked at.
    std::optional<Keys> keys_of(model::Day day, const std::string& after_key);
    bool has_row(const std::string& key);
    std::optional<std::string> fault_of_day(model::Day day, const Keys& keys);

    source::Inspection& inspection_;
    mapping::Mapping& mapping_;
    std::optional<model::Day> today_;
    model::UnitKey any_key_{std::array<std::uint8_t, 32>{}}; // days do not depend on it
};

} // namespace congto::agent
