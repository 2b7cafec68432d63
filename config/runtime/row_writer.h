// A listing longer than memory: row after row, as print() would write them.
#pragma once

#include "config/runtime/table.h"

#include <iosfwd>
#include <string>
#include <vector>

namespace congto::runtime {

// JSON or CSV; a table needs all its rows to be laid out. The stream and what `head` says of
// columns must outlive it.
class RowWriter {
public:
    // Writes the beginning: `head` has the columns, and the facts of JSON.
    RowWriter(std::ostream& out, const Listing& head, Shape shape);

    void write(const std::vector<Value>& row);
    // After the last row: in JSON the notes and the end.
    void finish(const std::vector<std::string>& notes);

private:
    std::ostream& out_;
    const std::vector<Column>& columns_;
    Shape shape_;
    bool begun_ = false; // a row was written
};

} // namespace congto::runtime
