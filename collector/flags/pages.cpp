#include "collector/flags/pages.h"

#include "collector/flags/embedded.h"
#include "collector/rates/page_part.h"
#include "config/runtime/settings.h"

#include <map>
#include <utility>

namespace congto::flags {
namespace {

using rates::Language;
using Key = std::pair<std::string_view, Language>;

struct Headings {
    const char* counts;
    const char* told;
    const char* innocent;
    const char* ask;
    const char* threshold;
};

constexpr Headings kVietnamese{"Đếm gì", "Biết được khi nào", "Lý do bình thường", "Nên hỏi đơn vị",
                               "Ngưỡng, nếu không đặt khác:"};
constexpr Headings kEnglish{"What is counted", "When it can be told", "Innocent causes",
                            "What to ask the unit", "Threshold unless set otherwise:"};

DetectorWords read(runtime::Table table)
{
    return {table.text("name"), table.text("counts"), table.text("told"), table.text("innocent"),
            table.text("ask")};
}

std::map<Key, DetectorWords> read_all()
{
    runtime::SettingsFile file(detectors_toml, "config/indicators/detectors.toml");
    std::map<Key, DetectorWords> all;
    for (const Signal& signal : catalogue()) {
        if (all.contains({signal.detector, Language::english})) {
            continue;
        }
        runtime::Table both = file.root().table(signal.detector);
        all[{signal.detector, Language::vietnamese}] = read(both.table("vi"));
        all[{signal.detector, Language::english}] = read(both.table("en"));
    }
    file.finish();
    return all;
}

} // namespace

const DetectorWords& words_of(std::string_view detector, Language language)
{
    static const std::map<Key, DetectorWords> all = read_all();
    return all.at({detector, language});
}

std::string page_of(std::string_view detector, Language language)
{
    const DetectorWords& words = words_of(detector, language);
    const Headings& headings = language == Language::vietnamese ? kVietnamese : kEnglish;
    std::string page = std::string(detector) + "\n" + words.name + "\n";
    rates::add_part(page, headings.counts, words.counts);
    rates::add_part(page, headings.told, words.told);
    rates::add_part(page, headings.innocent, words.innocent);
    rates::add_part(page, headings.ask, words.ask);
    for (const Signal& signal : catalogue()) {
        if (signal.detector == detector) {
            rates::add_part(page, signal.name,
                            std::string(signal.says) + ". " + headings.threshold + " " +
                                std::string(signal.over) + " %.");
        }
    }
    return page;
}

} // namespace congto::flags
