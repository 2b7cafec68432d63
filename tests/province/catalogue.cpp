#include "tests/province/catalogue.h"

#include "tests/province/calibration.h"

#include <array>
#include <cmath>
#include <cstdio>

namespace congto::province {

namespace {

// Gives `true` to procedures in rank order whenever the share given so far is behind the aim, so
// that shares of *dossiers* come out as wanted though procedures differ in size a thousandfold.
class Quota {
public:
    explicit Quota(double aim) : aim_(aim) {}

    bool takes(double share)
    {
        all_ += share;
        if (given_ + share / 2 > aim_ * all_)
            return false;
        given_ += share;
        return true;
    }

private:
    double aim_, all_ = 0, given_ = 0;
};

std::vector<double> shares_of_procedures()
{
    std::vector<double> shares{kTopProcedureShare};
    double sum = 0;
    for (int rank = 1; rank < kProcedures; ++rank)
        sum += shares.emplace_back(std::pow(rank + kZipfShift, -kZipfExponent));
    for (std::size_t i = 1; i != shares.size(); ++i)
        shares[i] *= (1.0 - kTopProcedureShare) / sum;
    return shares;
}

std::string padded(std::uint64_t number, int width)
{
    std::array<char, 24> text{};
    std::snprintf(text.data(), text.size(), "%0*llu", width,
                  static_cast<unsigned long long>(number));
    return text.data();
}

} // namespace

Level Procedure::level_on(DayNumber day) const
{
    const Month month = month_of(day);
    return raised && month.month < 7 ? Level::partial : level;
}

Catalogue::Catalogue(const std::string& unit, std::uint64_t seed)
{
    Random random(mixed(seed, 0xca7a));
    add_bodies(unit, random);
    add_procedures(unit, random);
}

void Catalogue::add_bodies(const std::string& unit, Random& random)
{
    std::vector<double> departments, communes;
    for (int i = 1; i <= kDepartments + kCommunes; ++i) {
        Body body;
        body.commune = i > kDepartments;
        body.code = unit + "." + padded(static_cast<std::uint64_t>(i), 2);
        // Systems older than 2021 wrote the code the other way round.
        const bool old_form = i % 9 == 4;
        body.code_in_dossiers =
            old_form ? "000.00." + padded(static_cast<std::uint64_t>(i % 100), 2) + "." + unit
                     : body.code;
        if (old_form && i >= 100)
            body.code_in_dossiers = "001" + body.code_in_dossiers.substr(3);
        const double size = random.lognormal(1.0, kCommuneSigma);
        (body.commune ? communes : departments).push_back(size);
        bodies_.push_back(body);
    }
    double others = 0;
    for (std::size_t i = 1; i != departments.size(); ++i)
        others += departments[i];
    departments[0] = others * kLargestDepartmentShare / (1.0 - kLargestDepartmentShare);
    by_department_ = Weights(departments);
    by_commune_ = Weights(communes);
}

void Catalogue::add_procedures(const std::string& unit, Random& random)
{
    shares_ = shares_of_procedures();
    by_procedure_ = Weights(shares_);
    Quota communes((kCommuneShare - kTopProcedureShare) / (1.0 - kTopProcedureShare));
    Quota full(kFullShare / (1.0 - kTopProcedureShare));
    Quota partial(kPartialShare / (1.0 - kTopProcedureShare - kFullShare));
    Quota commune_fee((kCommuneFeeShare * kCommuneShare - kTopProcedureShare) /
                      (kCommuneShare - kTopProcedureShare));
    Quota department_fee(kDepartmentFeeShare);
    int partials = 0;
    for (std::size_t rank = 0; rank != shares_.size(); ++rank) {
        Procedure procedure;
        const double share = shares_[rank];
        // Every code once: the rank is part of it.
        procedure.code = (rank % 3 == 0 ? "2.0" : "1.0") + padded(rank * 17 + random.below(17), 5);
        procedure.promised_days = kPromisedDays[random.below(kPromisedDays.size())];
        const bool top = rank == 0; // certified copies: at the counter, with a fee, within the day
        procedure.communes = top || communes.takes(share);
        if (!top && full.takes(share))
            procedure.level = Level::full;
        else if (!top && partial.takes(share))
            procedure.level = Level::partial;
        if (procedure.level == Level::partial && ++partials % kRaisedOneIn == 0) {
            procedure.level = Level::full;
            procedure.raised = true;
        }
        procedure.fee = top || (procedure.communes ? commune_fee : department_fee).takes(share);
        if (top)
            procedure.promised_days = 1;
        else if (!procedure.communes)
            procedure.promised_days *= kDepartmentDaysFactor;
        procedure.mapped = rank % 7 != 6;
        procedure.local_code = procedure.mapped ? "TT" + padded(rank + 1, 4) + "-" + unit
                                                : procedure.code + ".000.00.00." + unit;
        procedures_.push_back(procedure);
    }
}

std::int64_t Catalogue::draw_procedure(Random& random) const
{
    return static_cast<std::int64_t>(by_procedure_.draw(random));
}

std::int64_t Catalogue::draw_body(std::int64_t procedure, Random& random) const
{
    if (procedures_[static_cast<std::size_t>(procedure)].communes)
        return kDepartments + static_cast<std::int64_t>(by_commune_.draw(random));
    return static_cast<std::int64_t>(by_department_.draw(random));
}

} // namespace congto::province
