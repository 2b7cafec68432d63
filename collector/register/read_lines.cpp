#include "collector/register/read_lines.h"

namespace congto::registers {

Validity read_validity(RowReader& reader)
{
    const Validity days{reader.day("valid_from"), reader.day_if("valid_to")};
    if (days.to && *days.to < days.from) {
        reader.fault("valid_to", reader.quoted("valid_to") + " is before valid_from " +
                                     reader.quoted("valid_from"));
    }
    return days;
}

} // namespace congto::registers
