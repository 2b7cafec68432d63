#include "agent/mapping/map_row.h"

#include "agent/mapping/sent_code.h"
#include "config/runtime/failure.h"
#include "proto/model/pseudonym.h"

namespace congto::mapping {
namespace {

// 1970: the cursor is no time a batch may hold. It decides nothing.
model::Instant changed_at(const TimeForm& form, std::string_view cursor)
{
    const auto instant = form.parse(cursor);
    return instant && dossier_moment(*instant) ? *instant : model::Instant{};
}

// Maps one row that is a dossier.
class RowMapping {
public:
    RowMapping(const Ruleset& rules, const RowView& row, model::UnitKey& key)
        : rules_(rules), row_(row), key_(key)
    {
    }

    std::variant<Mapped, Rejection, LeftOut> map()
    {
        for (const auto step :
             {&RowMapping::identify, &RowMapping::read_status, &RowMapping::require_time}) {
            if (auto rejection = (this->*step)()) {
                return std::move(*rejection);
            }
        }
        fill_codes();
        fill_words();
        fill_times();
        fill_evidence();
        fill_fingerprints();
        return std::move(mapped_);
    }

private:
    model::DossierState& state() { return mapped_.observation.state; }

    std::optional<Rejection> identify();
    std::optional<Rejection> read_status();
    std::optional<Rejection> require_time();
    void fill_codes();
    void fill_words();
    void fill_times();
    void fill_evidence();
    void fill_fingerprints();

    template <typename Word>
    Word word_of(std::string_view field, const CodedField& coded)
    {
        if (const auto word = coded.word(row_)) {
            return static_cast<Word>(*word);
        }
        mapped_.unknown.push_back({std::string(field), coded.raw(row_)});
        return Word::unknown;
    }

    template <typename Word>
    Word word_of(std::string_view field, const std::optional<CodedField>& coded)
    {
        return coded ? word_of<Word>(field, *coded) : Word::unknown;
    }

    std::string code_of(std::string_view field, const std::optional<Slot>& column);

    const Ruleset& rules_;
    const RowView& row_;
    model::UnitKey& key_;
    Mapped mapped_;
};

std::optional<Rejection> RowMapping::identify()
{
    auto found = identity_of(rules_, row_);
    if (auto* rejection = std::get_if<Rejection>(&found)) {
        return std::move(*rejection);
    }
    const auto& [code, opened] = std::get<Identity>(found);
    mapped_.observation.id = key_.pseudonym(code, opened);
    return std::nullopt;
}

std::optional<Rejection> RowMapping::read_status()
{
    const auto word = rules_.status.word(row_);
    if (!word) {
        const bool is_there = !row_.text(rules_.status.column).value_or("").empty();
        return Rejection{"status", is_there ? "no word for it" : "missing",
                         rules_.status.raw(row_)};
    }
    state().status = static_cast<model::Status>(*word);
    return std::nullopt;
}

std::optional<Rejection> RowMapping::require_time()
{
    using model::Status;
    const Status status = mapped_.observation.state.status;
    if (status == Status::registered || status == Status::refused ||
        row_.time(TimeWord::received) ||
        (status == Status::withdrawn && row_.time(TimeWord::withdrawn))) {
        return std::nullopt;
    }
    const RowTime& received = row_.times[static_cast<std::size_t>(TimeWord::received)];
    return Rejection{"received", why_absent(received), ""};
}

void RowMapping::fill_codes()
{
    mapped_.observation.body = code_of("body", rules_.body);
    mapped_.observation.procedure = code_of("procedure", rules_.procedure);
}

// A code that is not sent is none, and listed: it must not take the dossier out of its rates.
std::string RowMapping::code_of(std::string_view field, const std::optional<Slot>& column)
{
    const auto text = column ? row_.text(*column) : std::nullopt;
    if (!text || text->empty()) {
        return "";
    }
    if (!is_sent_code(*text)) {
        mapped_.unknown.push_back({std::string(field), listed(text)});
        return "";
    }
    return std::string(*text);
}

void RowMapping::fill_words()
{
    state().channel = word_of<model::Channel>("channel", rules_.channel);
    state().level = word_of<model::Level>("level", rules_.level);
    state().fee = word_of<model::Fee>("fee", rules_.fee);
    state().result = word_of<model::Result>("result", rules_.result);
    state().digitised = word_of<model::Digitised>("digitised", rules_.digitised);
}

void RowMapping::fill_times()
{
    for (std::size_t i = 0; i < kTimeWords.size(); ++i) {
        if (row_.times[i].is_unreadable) {
            mapped_.unknown.push_back({std::string(kTimeWords[i]), "(unreadable)"});
        }
    }
    state().times = {.submitted = row_.time(TimeWord::submitted),
                     .received = row_.time(TimeWord::received),
                     .due = row_.time(TimeWord::due),
                     .resolved = row_.time(TimeWord::resolved),
                     .returned = row_.time(TimeWord::returned),
                     .withdrawn = row_.time(TimeWord::withdrawn)};
}

// Several rules of one bit: any of them may tell, any of them may see.
void RowMapping::fill_evidence()
{
    model::EvidenceBits& bits = state().evidence;
    for (const EvidenceRule& rule : rules_.evidence) {
        if (rule.known_when.holds(row_)) {
            bits.set(rule.bit, bits.sees(rule.bit) || rule.when.holds(row_));
        }
    }
}

void RowMapping::fill_fingerprints()
{
    const model::Month month = model::month_of(mapped_.observation.id.opened());
    const auto of = [&](const std::optional<Slot>& named) {
        const auto person = named ? row_.text(*named) : std::nullopt;
        return person ? key_.fingerprint(*person, month) : model::Fingerprint{};
    };
    mapped_.observation.fingerprints = {of(rules_.submitter), of(rules_.applicant)};
}

} // namespace

source::Position row_position(const Ruleset& rules, const std::vector<Cell>& row)
{
    if (row.size() != rules.columns.page_width()) {
        throw runtime::Unavailable("a row has another number of columns than its page");
    }
    const Cell& key = rules.columns.cell(row, rules.key);
    if (!key || key->empty()) {
        throw runtime::Unavailable("system " + rules.system +
                                   ": a query gives a row without key; it must leave such rows "
                                   "out");
    }
    const Cell& cursor = rules.cursor ? rules.columns.cell(row, *rules.cursor) : Cell{};
    return {cursor.value_or(""), *key};
}

MappedRow map_row(const Ruleset& rules, const std::vector<Cell>& row, model::UnitKey& key)
{
    MappedRow result{row_position(rules, row), {}};
    const RowTimes times = read_times(rules, row);
    const RowView view{rules.columns, row, times, rules.accounts.get()};
    for (const LeaveOutRule& rule : rules.leave_out) {
        if (rule.when.holds(view)) {
            result.outcome = LeftOut{rule.name};
            return result;
        }
    }
    result.outcome = RowMapping(rules, view, key).map();
    if (auto* mapped = std::get_if<Mapped>(&result.outcome)) {
        mapped->observation.changed_at =
            changed_at(rules.cursor_form, trimmed(result.position.cursor));
    }
    return result;
}

} // namespace congto::mapping
