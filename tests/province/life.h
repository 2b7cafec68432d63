// What may happen to a dossier. Each verb changes the model as the system's own action would, and
// stamps the row with the moment (microseconds of local time).
#pragma once

#include "tests/province/birth.h"
#include "tests/province/dossier.h"

#include <optional>

namespace congto::province {

void receive(Dossier& dossier, std::int64_t now);
void refuse(Dossier& dossier, std::int64_t now);
void ask_supplement(Dossier& dossier, std::int64_t now);
void ask_payment(Dossier& dossier, std::int64_t now);
void resume(Dossier& dossier, std::int64_t now);
void pay(Dossier& dossier, std::int64_t now);
void extend(Dossier& dossier, std::int64_t now);
void resolve(Dossier& dossier, std::int64_t now);
void give_result(Dossier& dossier, std::int64_t now);
void withdraw(Dossier& dossier, std::int64_t now);
void stop(Dossier& dossier, std::int64_t now);

bool is_open(const Dossier& dossier); // received and not at any end
bool owes(const Dossier& dossier);    // an amount above 0, not paid yet

// What will have happened to a dossier, decided when it is submitted.
class Course {
public:
    Course(const Dossier& dossier, Random random);
    // Brings the dossier from its submission to what it is at `moment`.
    void follow(Dossier& dossier, Second moment) const;

private:
    using Verb = void (*)(Dossier&, std::int64_t);
    struct Step {
        Second at;
        Verb verb;
    };
    void add(Second at, Verb verb) { steps_.push_back({at, verb}); }
    void plan_reception(const Dossier& dossier, Random& random);
    void plan_work(const Dossier& dossier, Second received, Random& random);

    std::vector<Step> steps_; // in order of time
};

// Gives few dossiers one of the faults real rows have, where their state allows it.
void spoil(Dossier& dossier, Random random);

} // namespace congto::province
