#include "proto/model/words.h"

#include <algorithm>
#include <string_view>

namespace congto::model {
namespace {

template <typename Word>
struct Named {
    Word word;
    std::string_view name;
};
// clang 14 deduces nothing for an aggregate by itself.
template <typename Word>
Named(Word, std::string_view) -> Named<Word>;

template <typename Word>
constexpr std::array<Named<Word>, 0> kWords{};

template <>
constexpr std::array kWords<Level>{
    Named{Level::unknown, "unknown"},
    Named{Level::full, "full"},
    Named{Level::partial, "partial"},
    Named{Level::information_only, "information_only"},
};

template <>
constexpr std::array kWords<Channel>{
    Named{Channel::unknown, "unknown"},
    Named{Channel::online, "online"},
    Named{Channel::online_assisted, "online_assisted"},
    Named{Channel::counter, "counter"},
    Named{Channel::post, "post"},
    Named{Channel::data_entry, "data_entry"},
    Named{Channel::migrated, "migrated"},
};

template <>
constexpr std::array kWords<Status>{
    Named{Status::registered, "registered"},
    Named{Status::received, "received"},
    Named{Status::refused, "refused"},
    Named{Status::processing, "processing"},
    Named{Status::supplement_asked, "supplement_asked"},
    Named{Status::payment_asked, "payment_asked"},
    Named{Status::withdrawn, "withdrawn"},
    Named{Status::stopped, "stopped"},
    Named{Status::resolved, "resolved"},
    Named{Status::returned, "returned"},
};

template <>
constexpr std::array kWords<Fee>{
    Named{Fee::unknown, "unknown"},
    Named{Fee::none_due, "none_due"},
    Named{Fee::paid_online, "paid_online"},
    Named{Fee::paid_offline, "paid_offline"},
    Named{Fee::due, "due"},
};

template <>
constexpr std::array kWords<Result>{
    Named{Result::unknown, "unknown"},       Named{Result::none_yet, "none_yet"},
    Named{Result::electronic, "electronic"}, Named{Result::post, "post"},
    Named{Result::counter, "counter"},
};

template <>
constexpr std::array kWords<Digitised>{
    Named{Digitised::unknown, "unknown"},
    Named{Digitised::none, "none"},
    Named{Digitised::components, "components"},
    Named{Digitised::result, "result"},
    Named{Digitised::both, "both"},
};

constexpr std::array<std::string_view, kEvidenceBits> kEvidenceNames{
    "official_account",   "instant_reception", "malformed_identity", "submitted_is_received",
    "paper_originals",    "no_applicant_file", "closed_at_once",     "no_gateway_transaction",
    "no_processing_step", "counter_visit",
};

// Words have numbers without holes, so a number is known by its range.
template <typename Word>
constexpr bool is_contiguous()
{
    for (std::size_t i = 1; i < kWords<Word>.size(); ++i) {
        if (static_cast<int>(kWords<Word>[i].word) !=
            static_cast<int>(kWords<Word>[i - 1].word) + 1) {
            return false;
        }
    }
    return true;
}

template <typename Word>
std::string_view name_in_table(Word word)
{
    for (const Named<Word>& named : kWords<Word>) {
        if (named.word == word) {
            return named.name;
        }
    }
    return "none";
}

} // namespace

std::string_view name_of(Level level)
{
    return name_in_table(level);
}

std::string_view name_of(Channel channel)
{
    return name_in_table(channel);
}

std::string_view name_of(Status status)
{
    return name_in_table(status);
}

std::string_view name_of(Fee fee)
{
    return name_in_table(fee);
}

std::string_view name_of(Result result)
{
    return name_in_table(result);
}

std::string_view name_of(Digitised digitised)
{
    return name_in_table(digitised);
}

std::string_view name_of(Evidence bit)
{
    const auto place = static_cast<std::size_t>(bit);
    return place < kEvidenceNames.size() ? kEvidenceNames.at(place) : "none";
}

template <typename Word>
std::optional<Word> word_named(std::string_view name)
{
    for (const Named<Word>& named : kWords<Word>) {
        if (named.name == name) {
            return named.word;
        }
    }
    return std::nullopt;
}

template <typename Word>
std::optional<Word> word_numbered(std::uint8_t number)
{
    static_assert(is_contiguous<Word>());
    constexpr auto kFirst = static_cast<std::uint8_t>(kWords<Word>.front().word);
    constexpr auto kLast = static_cast<std::uint8_t>(kWords<Word>.back().word);
    return kFirst <= number && number <= kLast ? std::optional(static_cast<Word>(number))
                                               : std::nullopt;
}

template std::optional<Level> word_named(std::string_view);
template std::optional<Channel> word_named(std::string_view);
template std::optional<Status> word_named(std::string_view);
template std::optional<Fee> word_named(std::string_view);
template std::optional<Result> word_named(std::string_view);
template std::optional<Digitised> word_named(std::string_view);
template std::optional<Level> word_numbered(std::uint8_t);
template std::optional<Channel> word_numbered(std::uint8_t);
template std::optional<Status> word_numbered(std::uint8_t);
template std::optional<Fee> word_numbered(std::uint8_t);
template std::optional<Result> word_numbered(std::uint8_t);
template std::optional<Digitised> word_numbered(std::uint8_t);

void EvidenceBits::set(Evidence bit, bool holds)
{
    const std::uint32_t mask = 1U << static_cast<unsigned>(bit);
    known |= mask;
    seen = holds ? seen | mask : seen & ~mask;
}

} // namespace congto::model
