#include "tests/province/shape.h"

#include "tests/province/calibration.h"
#include "tests/province/random.h"

#include <array>
#include <cstdio>
#include <stdexcept>

namespace congto::province {

std::optional<ShapeName> shape_named(std::string_view name)
{
    for (const auto shape : {ShapeName::opencps, ShapeName::wide})
        if (name_of(shape) == name)
            return shape;
    return std::nullopt;
}

std::string_view name_of(ShapeName shape)
{
    switch (shape) {
    case ShapeName::opencps:
        return "opencps";
    case ShapeName::wide:
        return "wide";
    }
    throw std::logic_error("a shape of no name");
}

std::unique_ptr<Shape> make_shape(ShapeName name, Engine engine, const Catalogue& catalogue,
                                  std::uint64_t seed)
{
    return name == ShapeName::opencps ? make_opencps(engine, catalogue, seed)
                                      : make_wide(engine, catalogue, seed);
}

std::string guid_of(std::int64_t number, std::uint64_t seed)
{
    const auto high = mixed(seed ^ 0x6d1dU, static_cast<std::uint64_t>(number));
    const auto low = mixed(high, seed);
    std::array<char, 40> text{};
    std::snprintf(text.data(), text.size(), "%08x-%04x-%04x-%04x-%012llx",
                  static_cast<unsigned>(high >> 32), static_cast<unsigned>(high >> 16 & 0xffffU),
                  static_cast<unsigned>(high & 0xffffU), static_cast<unsigned>(low >> 48),
                  static_cast<unsigned long long>(low & 0xffff'ffff'ffffU));
    return text.data();
}

Applicant applicant_of(const Dossier& dossier, std::uint64_t seed)
{
    static constexpr std::array kFamilies{"Nguyễn", "Trần", "Lê",   "Phạm",
                                          "Hoàng",  "Vũ",   "Đặng", "Bùi"};
    static constexpr std::array kMiddles{"Thị", "Văn", "Đức", "Minh", "Ngọc", "Hữu"};
    static constexpr std::array kGiven{"An",   "Bình", "Chi",  "Dũng",  "Giang", "Hà",
                                       "Khôi", "Lan",  "Phúc", "Quỳnh", "Sơn",   "Yến"};
    const auto person = dossier.trick == Trick::split ? -dossier.accomplice : dossier.number;
    Random random(mixed(seed ^ 0xb0d1U, static_cast<std::uint64_t>(person)));
    Applicant applicant;
    applicant.name = std::string(kFamilies[random.below(kFamilies.size())]) + " " +
                     kMiddles[random.below(kMiddles.size())] + " " +
                     kGiven[random.below(kGiven.size())];
    std::array<char, 16> digits{};
    std::snprintf(digits.data(), digits.size(), "0%011llu",
                  static_cast<unsigned long long>(random.below(100'000'000'000U)));
    applicant.identity = dossier.dummy_identity ? "000000001" : digits.data();
    return applicant;
}

} // namespace congto::province
