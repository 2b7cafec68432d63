#include "collector/rates/population.h"

#include <array>

namespace congto::rates {

std::string_view name_of(Population population)
{
    switch (population) {
    case Population::received:
        return "received";
    case Population::settled:
        return "settled";
    case Population::settled_with_withdrawn:
        return "settled_with_withdrawn";
    }
    return "";
}

std::optional<Population> population_named(std::string_view name)
{
    for (const auto population :
         {Population::received, Population::settled, Population::settled_with_withdrawn}) {
        if (name_of(population) == name) {
            return population;
        }
    }
    return std::nullopt;
}

store::Basis basis_of(Population population)
{
    return population == Population::received ? store::Basis::received : store::Basis::settled;
}

bool is_measured(store::CellClass cls)
{
    return cls.standing() != store::Standing::withdrawn &&
           cls.channel() != model::Channel::data_entry && cls.channel() != model::Channel::migrated;
}

bool settled_in(Population population, store::CellClass cls)
{
    switch (cls.status()) {
    case model::Status::resolved:
    case model::Status::returned:
        return true;
    case model::Status::withdrawn:
        return population == Population::settled_with_withdrawn;
    case model::Status::registered:
    case model::Status::received:
    case model::Status::refused:
    case model::Status::processing:
    case model::Status::supplement_asked:
    case model::Status::payment_asked:
    case model::Status::stopped:
        return false;
    }
    return false;
}

bool counts_in(Population population, store::CellClass cls)
{
    if (!is_measured(cls)) {
        return false;
    }
    if (population != Population::received) {
        return settled_in(population, cls);
    }
    return cls.status() != model::Status::registered && cls.status() != model::Status::refused;
}

} // namespace congto::rates
