// Procedures of the national catalogue: what rates ask of them, with the time it held.
#pragma once

#include "proto/model/time.h"
#include "proto/model/words.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace congto::registers {

struct Procedure {
    std::string code; // canonical
    std::string name_vi;
    model::Level level = model::Level::unknown; // offered
    std::optional<bool> eligible;               // for full; none: not known
    std::optional<bool> gives_result;           // a result paper; none: not known
    std::optional<bool> fee;                    // none: not known
    model::Day valid_from;
    std::optional<model::Day> valid_to; // included; none: still valid

    bool operator==(const Procedure&) const = default;
    bool valid_on(model::Day day) const
    {
        return valid_from <= day && (!valid_to || day <= *valid_to);
    }
};

// A fact over a span of days, both ends included. none: the register does not say.
struct SpanOfFact {
    model::Day from;
    model::Day to;
    std::optional<bool> holds;

    bool operator==(const SpanOfFact&) const = default;
};

// The procedure register at one moment: immutable, ordered by code, then valid_from.
class ProcedureRegister {
public:
    ProcedureRegister() = default;
    explicit ProcedureRegister(std::vector<Procedure> procedures);

    const std::vector<Procedure>& all() const { return procedures_; }
    // Whether the procedure gives a result, day by day from `from` to `to`, in as few spans as say
    // it: they follow each other without a hole. `code` is canonical.
    std::vector<SpanOfFact> gives_result(std::string_view code, model::Day from,
                                         model::Day to) const;

private:
    std::vector<Procedure> procedures_;
};

// The procedures of a file, ordered by code and valid_from. Columns code, name_vi, level, eligible,
// gives_result, fee, valid_from, valid_to; codes are made canonical. Throws runtime::BadSettings
// with every fault: a word or date that is none, one procedure twice at one time.
std::vector<Procedure> read_procedures(std::string_view content, const std::string& file);

} // namespace congto::registers
