// How a one-stop system keeps a dossier in its tables.
#pragma once

#include "tests/province/birth.h"
#include "tests/province/catalogue.h"
#include "tests/province/dossier.h"
#include "tests/province/rows.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

namespace congto::province {

// Pure: the same dossier gives the same rows.
class Shape {
public:
    virtual ~Shape() = default;
    virtual const std::vector<Table>& tables() const = 0;
    virtual int fraction_of_times() const = 0; // digits, where the engine keeps them
    // Which kinds of rows that are not dossiers such a system has.
    virtual std::vector<Kind> other_kinds() const = 0;
    // Rows there before any dossier: accounts, code lists.
    virtual std::vector<Row> first_rows() const = 0;
    // Appends the rows a dossier has now; none when it is gone.
    virtual void add_rows(const Dossier& dossier, std::vector<Row>& rows) const = 0;
};

std::optional<ShapeName> shape_named(std::string_view name);
std::string_view name_of(ShapeName shape);

// The catalogue must outlive it.
std::unique_ptr<Shape> make_shape(ShapeName name, Engine engine, const Catalogue& catalogue,
                                  std::uint64_t seed);
std::unique_ptr<Shape> make_opencps(Engine engine, const Catalogue& catalogue, std::uint64_t seed);
std::unique_ptr<Shape> make_wide(Engine engine, const Catalogue& catalogue, std::uint64_t seed);

// Parts both shapes use.
std::string guid_of(std::int64_t number, std::uint64_t seed);
// A person who does not exist: what must never leave the source.
struct Applicant {
    std::string name;
    std::string identity; // 12 digits, a few of them dummies
};
Applicant applicant_of(const Dossier& dossier, std::uint64_t seed);

} // namespace congto::province
