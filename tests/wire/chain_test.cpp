#include "proto/wire/batch.h"
#include "proto/wire/bytes.h"

#include <catch2/catch.hpp>

using namespace congto::wire;

TEST_CASE("the chain is that of the contract's test vectors")
{
    const Chain one = next_chain(Chain{}, "one");
    CHECK(hex(bytes_of(one)) == "4e233ba6ac7032d3894ecea5974fd96176e564b024af45747eb46357af8d2401");
    CHECK(hex(bytes_of(next_chain(one, "two"))) ==
          "b9f0cc527d38ea48d83c4c438121181ab01d99e83415306be2ac88792c40a8f3");
}

TEST_CASE("the chain depends on the order of batches")
{
    CHECK(next_chain(next_chain(Chain{}, "a"), "b") != next_chain(next_chain(Chain{}, "b"), "a"));
}

TEST_CASE("fixed runs of bytes have exactly their length")
{
    const Chain chain = next_chain(Chain{}, "x");
    CHECK(array_of<32>(bytes_of(chain)) == chain);
    CHECK_FALSE(array_of<32>(bytes_of(chain).substr(1)));
    CHECK_FALSE(array_of<32>(""));
    CHECK(hex(std::string("\x00\xFF\x10", 3)) == "00ff10");
}
