#include "collector/rates/definitions.h"

#include "collector/rates/embedded.h"
#include "collector/rates/named_values.h"
#include "collector/rates/page_part.h"
#include "config/runtime/settings.h"

#include <map>
#include <utility>

namespace congto::rates {
namespace {

using Key = std::pair<std::string_view, Language>;

struct Words {
    const char* numerator;
    const char* denominator;
    const char* beside;
    const char* used_by;
    const char* source;
    const char* edition;
};

constexpr Words kVietnamese{"Tử số",         "Mẫu số",    "Nêu bên cạnh",
                            "Nơi khác dùng", "Nguồn gốc", "Danh mục, lần"};
constexpr Words kEnglish{"Numerator",         "Denominator", "Beside it",
                         "Used elsewhere by", "Source",      "Catalogue, edition"};

Definition read(runtime::Table table)
{
    return {table.text("name"),   table.text("numerator"), table.text("denominator"),
            table.text("beside"), table.text("used_by"),   table.text("source")};
}

std::map<Key, Definition> read_all()
{
    runtime::SettingsFile file(definitions_toml, "config/indicators/definitions.toml");
    std::map<Key, Definition> all;
    for (const Indicator& indicator : catalogue()) {
        runtime::Table both = file.root().table(indicator.name);
        all[{indicator.name, Language::vietnamese}] = read(both.table("vi"));
        all[{indicator.name, Language::english}] = read(both.table("en"));
    }
    file.finish();
    return all;
}

} // namespace

const Definition& definition_of(const Indicator& indicator, Language language)
{
    static const std::map<Key, Definition> all = read_all();
    return all.at({indicator.name, language});
}

std::string page_of(const Indicator& indicator, Language language)
{
    const Definition& definition = definition_of(indicator, language);
    const Words& words = language == Language::vietnamese ? kVietnamese : kEnglish;
    std::string page = std::string(indicator.name) + "\n" + definition.name + "\n";
    add_part(page, words.numerator, definition.numerator);
    add_part(page, words.denominator, definition.denominator);
    add_part(page, words.beside, definition.beside);
    add_part(page, words.used_by, definition.used_by);
    add_part(page, words.source, definition.source);
    return page + "\n" + words.edition + " " + std::to_string(kCatalogueEdition) + "\n";
}

runtime::Listing definitions_listing(runtime::Shape shape, Language language)
{
    runtime::Listing listing;
    listing.facts = {{"catalogue_edition", std::int64_t{kCatalogueEdition}}};
    for (const Indicator& indicator : catalogue()) {
        NamedRow row{{"indicator", "Indicator", std::string(indicator.name)}};
        if (shape == runtime::Shape::table) {
            row.push_back({"name", "Name", definition_of(indicator, language).name});
            row.push_back({"says", "Counts", std::string(indicator.says)});
        } else {
            row.push_back({"counts", {}, counts_procedures(indicator) ? "procedures" : "dossiers"});
            row.push_back({"settled_only", {}, indicator.settled_only ? "yes" : "no"});
            for (const auto& [suffix, each] :
                 {std::pair("_vi", Language::vietnamese), std::pair("_en", Language::english)}) {
                const Definition& definition = definition_of(indicator, each);
                const std::string of(suffix);
                append(row, {{"name" + of, {}, definition.name},
                             {"numerator" + of, {}, definition.numerator},
                             {"denominator" + of, {}, definition.denominator},
                             {"beside" + of, {}, definition.beside},
                             {"used_by" + of, {}, definition.used_by},
                             {"source" + of, {}, definition.source}});
            }
        }
        if (listing.columns.empty()) {
            set_columns(listing, row);
        }
        add_row(listing, std::move(row));
    }
    listing.notes.push_back("Indicator catalogue, edition " + std::to_string(kCatalogueEdition) +
                            "; congto-collector indicators NAME shows a definition in full.");
    return listing;
}

} // namespace congto::rates
