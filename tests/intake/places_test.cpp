#include "collector/intake/places.h"

#include <catch2/catch.hpp>

#include <vector>

namespace congto::test {
namespace {

using intake::Places;

TEST_CASE("one agent cannot take the places of all")
{
    Places places(5, 2);
    auto first = places.take("H44/main").place;
    const auto second = places.take("H44/main").place;
    REQUIRE(second);
    CHECK(places.take("H44/main").full == Places::Full::of_one);
    const auto other = places.take("H26/main").place;
    REQUIRE(other);
    CHECK(places.open() == 3);
    first.reset();
    CHECK(places.take("H44/main").place);
}

TEST_CASE("all together are counted, those without a certificate too")
{
    Places places(3, 2);
    std::vector<std::unique_ptr<Places::Place>> plain;
    for (int stream = 0; stream < 3; ++stream) {
        plain.push_back(places.take("").place);
        REQUIRE(plain.back());
    }
    CHECK(places.take("").full == Places::Full::of_all);
    CHECK(places.take("H44/main").full == Places::Full::of_all);
    plain.pop_back();
    CHECK(places.take("H44/main").place);
}

} // namespace
} // namespace congto::test
