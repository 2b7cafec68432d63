// A figure argued about row by row: from the collector's list to dossier codes inside the unit.
#pragma once

#include "tests/e2e/agreement.h"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace congto::test {

// A CSV with its columns by name.
using CsvRow = std::map<std::string, std::string>;
std::vector<CsvRow> csv_rows(const std::string& text);

// A province collected once, with its list and its explanation.
class Dispute {
public:
    Dispute(OneStop& one_stop, const Reading& reading);

    // `dossiers --unit H44 --month … --indicator …` and these; what it wrote.
    std::string list(const std::string& month, const Arguments& more) const;
    // `congto-agent explain` of a list.
    std::vector<CsvRow> explained(const std::string& list) const;
    // Codes of end-to-end dossiers received in the month, by SQL on the source.
    std::multiset<std::string> codes_by_sql(const std::string& month) const;

    const Ministry& ministry() const { return ministry_; }
    Office& office() { return *office_; }

private:
    OneStop& one_stop_;
    Ministry ministry_;
    std::unique_ptr<Office> office_;
};

// The whole way, for the month with the most: the list is as long as the figure, every pseudonym is
// translated, and the codes are those SQL finds on the source.
void disputes_a_month(OneStop& one_stop, const Reading& reading);

} // namespace congto::test
