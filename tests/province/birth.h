// How a dossier comes into the world: everything about it that chance decides.
#pragma once

#include "tests/province/catalogue.h"
#include "tests/province/dossier.h"

#include <map>
#include <string>
#include <utility>

namespace congto::province {

enum class ShapeName : std::uint8_t { opencps, wide };

// Who gives a code: a back-fill and a life at the same time must not give the same one.
enum class Series : std::uint8_t { fill, live };

// The sequence of dossier codes, which starts again for each body and day.
class CodeBook {
public:
    explicit CodeBook(Series series) : series_(series) {}
    std::string next_code(const Catalogue& catalogue, std::int64_t body, DayNumber day);

    using Key = std::pair<std::int64_t, DayNumber>;
    using Sequences = std::map<Key, std::int64_t>;
    Series series() const { return series_; }
    Sequences& last() { return last_; }
    // The last numbers given since this was asked before.
    Sequences take_changed() { return std::exchange(changed_, {}); }

private:
    Series series_;
    Sequences last_, changed_;
};

class Births {
public:
    Births(const Catalogue& catalogue, ShapeName shape, Conduct conduct, std::uint64_t seed,
           CodeBook& codes)
        : catalogue_(catalogue), shape_(shape), conduct_(conduct), seed_(seed), codes_(codes)
    {
    }

    // A dossier just submitted: status registered. The same number gives the same dossier, save for
    // its code, which is the next of its body and day. A counter takes it when it opens, if that is
    // not after `latest`.
    Dossier dossier(std::int64_t number, Second submitted, Second latest);
    // Another one of the same procedure and body.
    Dossier like(const Dossier& other, std::int64_t number, Second submitted, Second latest);
    // A row that is no dossier, beside the dossier `near` (of which a copy or child is one).
    Dossier other(std::int64_t number, Kind kind, const Dossier& near);
    // The chance that belongs to a row by its number, for what happens to it later.
    Random chance_of(std::int64_t number) const;

private:
    Dossier born(Dossier dossier, Second submitted, Second latest, Random& random);
    void choose_channel(Dossier& dossier, Random& random) const;
    void choose_payment(Dossier& dossier, Random& random) const;
    void choose_delivery(Dossier& dossier, Random& random) const;
    void behave(Dossier& dossier) const; // of an honest province

    const Catalogue& catalogue_;
    ShapeName shape_;
    Conduct conduct_;
    std::uint64_t seed_;
    CodeBook& codes_;
};

} // namespace congto::province
