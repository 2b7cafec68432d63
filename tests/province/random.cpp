#include "tests/province/random.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <numbers>

namespace congto::province {

namespace {

std::uint64_t stepped(std::uint64_t& state)
{
    state += 0x9e3779b97f4a7c15U;
    std::uint64_t value = state;
    value = (value ^ value >> 30) * 0xbf58476d1ce4e5b9U;
    value = (value ^ value >> 27) * 0x94d049bb133111ebU;
    return value ^ value >> 31;
}

} // namespace

std::uint64_t mixed(std::uint64_t a, std::uint64_t b)
{
    std::uint64_t state = a;
    state = stepped(state) ^ b;
    return stepped(state);
}

Random::Random(std::uint64_t seed)
{
    for (auto& word : state_)
        word = stepped(seed);
}

std::uint64_t Random::next()
{
    const std::uint64_t result = std::rotl(state_[1] * 5, 7) * 9;
    const std::uint64_t shifted = state_[1] << 17;
    state_[2] ^= state_[0];
    state_[3] ^= state_[1];
    state_[1] ^= state_[2];
    state_[0] ^= state_[3];
    state_[2] ^= shifted;
    state_[3] = std::rotl(state_[3], 45);
    return result;
}

double Random::uniform()
{
    return static_cast<double>(next() >> 11) * 0x1.0p-53;
}

std::uint64_t Random::below(std::uint64_t limit)
{
    return static_cast<std::uint64_t>(uniform() * static_cast<double>(limit));
}

std::int64_t Random::between(std::int64_t least, std::int64_t most)
{
    return least + static_cast<std::int64_t>(below(static_cast<std::uint64_t>(most - least + 1)));
}

bool Random::in_thousand(int share)
{
    return below(1'000) < static_cast<std::uint64_t>(share);
}

bool Random::in_ten_thousand(int share)
{
    return below(10'000) < static_cast<std::uint64_t>(share);
}

double Random::normal()
{
    // Box–Muller; the second number is thrown away to keep the state four words.
    const double radius = std::sqrt(-2.0 * std::log(1.0 - uniform()));
    return radius * std::cos(2.0 * std::numbers::pi * uniform());
}

double Random::lognormal(double median, double sigma)
{
    return median * std::exp(sigma * normal());
}

Weights::Weights(const std::vector<double>& weights)
{
    double sum = 0;
    for (const double weight : weights)
        sums_.push_back(sum += weight);
}

std::size_t Weights::draw(Random& random) const
{
    const double drawn = random.uniform() * sums_.back();
    const auto found = std::upper_bound(sums_.begin(), sums_.end(), drawn);
    return std::min(static_cast<std::size_t>(found - sums_.begin()), sums_.size() - 1);
}

} // namespace congto::province
