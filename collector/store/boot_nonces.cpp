#include "collector/store/boot_nonces.h"

#include <chrono>

namespace congto::store {
namespace {

constexpr std::chrono::minutes kWithin{10};

} // namespace

BootNonces BootNonces::greeted(const BootNonce& nonce, model::Instant at) const
{
    if (nonce == now) {
        return *this;
    }
    if (nonce != before) {
        return {nonce, now, 0, at};
    }
    const bool goes_on = returns > 0 && at - since < kWithin;
    return {nonce, now, goes_on ? returns + 1 : 1, goes_on ? since : at};
}

} // namespace congto::store
