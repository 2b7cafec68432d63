// Parts of the rows that flag listings are made of.
#pragma once

#include "collector/flags/findings.h"
#include "collector/rates/named_values.h"

namespace congto::flags {

// "2", "0.5", as it was written.
std::string digits_of(const registers::WrittenRate& rate);

// One signal: what it counted, and whether that is over.
rates::NamedRow signal_values(const Thresholds& thresholds, const GroupFindings& group,
                              std::size_t signal, runtime::Shape shape);

// A group in a line, for people.
rates::NamedRow summary_values(const GroupFindings& group);

// The rates of a group now, as first read and without flagged dossiers, as whole numbers.
rates::NamedRow rate_numbers(const GroupFindings& group);
// The same in words: a line for end_to_end, one for online_submission.
std::vector<std::string> rates_in_words(const GroupFindings& group);

} // namespace congto::flags
