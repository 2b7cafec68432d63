// The bodies and procedures of one simulated province.
#pragma once

#include "tests/province/civil.h"
#include "tests/province/dossier.h"
#include "tests/province/random.h"

#include <cstdint>
#include <string>
#include <vector>

namespace congto::province {

struct Body {
    std::string code;             // "H44.14"; departments come first
    std::string code_in_dossiers; // the prefix of its dossier codes; some keep the older form
    bool commune = false;
};

struct Procedure {
    std::string code;       // national, two groups: "1.000894"
    std::string local_code; // what the dossier carries in a system that maps it
    bool mapped = false;    // local_code is mapped to the national code
    bool communes = false;  // received at communes, else at departments
    Level level = Level::information;
    bool raised = false; // partial before 1 July, full from then on
    bool fee = false;
    int promised_days = 1;

    Level level_on(DayNumber day) const;
};

// Always the same for the same unit and seed. Immutable.
class Catalogue {
public:
    Catalogue(const std::string& unit, std::uint64_t seed);

    const std::vector<Body>& bodies() const { return bodies_; }
    const std::vector<Procedure>& procedures() const { return procedures_; }
    std::int64_t draw_procedure(Random& random) const;
    // A body that receives the procedure.
    std::int64_t draw_body(std::int64_t procedure, Random& random) const;

private:
    void add_bodies(const std::string& unit, Random& random);
    void add_procedures(const std::string& unit, Random& random);

    std::vector<Body> bodies_;
    std::vector<Procedure> procedures_;
    std::vector<double> shares_; // of each procedure
    Weights by_procedure_{{}};
    Weights by_department_{{}};
    Weights by_commune_{{}};
};

} // namespace congto::province
