// Chance that can be repeated: the same seed gives the same numbers on every machine and library.
#pragma once

#include <cstdint>
#include <vector>

namespace congto::province {

// Mixes two numbers into one that looks like neither (splitmix64): for ids and for seeds of parts.
std::uint64_t mixed(std::uint64_t a, std::uint64_t b);

// xoshiro256**. One thread. The standard library's distributions differ between implementations, so
// the few we need are here.
class Random {
public:
    explicit Random(std::uint64_t seed);

    std::uint64_t next();
    double uniform();                                            // [0, 1)
    std::uint64_t below(std::uint64_t limit);                    // [0, limit); limit > 0
    std::int64_t between(std::int64_t least, std::int64_t most); // both included
    bool in_thousand(int share);
    bool in_ten_thousand(int share);
    double lognormal(double median, double sigma);

private:
    double normal();

    std::uint64_t state_[4];
};

// Draws an index with the chance its weight gives it.
class Weights {
public:
    explicit Weights(const std::vector<double>& weights);
    std::size_t draw(Random& random) const;
    bool empty() const { return sums_.empty(); }

private:
    std::vector<double> sums_;
};

} // namespace congto::province
