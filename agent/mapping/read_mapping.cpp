#include "agent/mapping/read_mapping.h"

#include "agent/mapping/listed_columns.h"
#include "agent/mapping/read_condition.h"
#include "agent/mapping/read_rule.h"

#include <algorithm>

namespace congto::mapping {
namespace {

using runtime::Table;

std::optional<model::Evidence> evidence_named(std::string_view name)
{
    for (std::size_t i = 0; i < model::kEvidenceBits; ++i) {
        const auto bit = static_cast<model::Evidence>(i);
        if (model::name_of(bit) == name) {
            return bit;
        }
    }
    return std::nullopt;
}

class Reader {
public:
    explicit Reader(runtime::SettingsFile& file) : root_(file.root()) {}

    Ruleset read()
    {
        rules_.system = root_.text("system");
        read_default_form();
        read_position();
        read_dossier();
        read_fingerprint();
        read_times();
        read_words();
        read_leave_out();
        read_evidence();
        refuse_listed_persons(rules_, root_);
        rules_.queries_place = root_.place("query");
        rules_.queries = read_queries(root_.table("query"), start_,
                                      rules_.cursor ? HasCursor::yes : HasCursor::no);
        const auto reads = read_reads(root_.table("reads"));
        for (auto& [dialect, queries] : rules_.queries) {
            queries.reads = reads;
        }
        return std::move(rules_);
    }

private:
    void read_default_form();
    TimeForm read_form(Table table, const TimeForm& fallback);
    // Of [times.form.<word>], else the default.
    TimeForm form_of(std::string_view word);
    std::optional<Slot> column_if(Table& holder, std::string_view key);
    void read_position();
    void read_dossier();
    void read_fingerprint();
    void read_times();
    void read_words();
    std::optional<CodedField> read_optional(std::string_view key, const Words& words);
    void read_leave_out();
    void read_evidence();

    Table root_;
    Ruleset rules_;
    TimeForm default_form_;
    source::Position start_;
};

void Reader::read_default_form()
{
    Table times = root_.table("times");
    for (const std::string_view key : {"zone", "formats"}) {
        if (!times.has(key)) {
            times.fault(key, "is missing");
        }
    }
    default_form_ = read_form(times, {});
}

TimeForm Reader::read_form(Table table, const TimeForm& fallback)
{
    TimeForm form = fallback;
    if (const auto zone = table.text_if("zone")) {
        const auto offset = parse_zone(*zone);
        if (!offset) {
            table.fault("zone", R"(must be "UTC" or an offset such as "+07:00")");
        }
        form.offset = offset.value_or(form.offset);
    }
    if (table.has("formats")) {
        form.formats.clear();
    }
    const std::vector<std::string> texts = table.texts_or_none("formats");
    if (table.has("formats") && texts.empty()) {
        table.fault("formats", "must hold at least one form of times");
    }
    for (const std::string& text : texts) {
        auto format = TimeFormat::compile(text);
        if (!format) {
            table.fault("formats", "\"" + text +
                                       "\" is no form of times: write %Y %m %d %H %M %S %f %z as "
                                       "in \"%Y-%m-%d %H:%M:%S%f\", or epoch_s, or epoch_ms");
            continue;
        }
        form.formats.push_back(std::move(*format));
    }
    return form;
}

TimeForm Reader::form_of(std::string_view word)
{
    return read_form(root_.table("times").table("form").table(word), default_form_);
}

void Reader::read_position()
{
    Table position = root_.table("position");
    rules_.cursor = column_if(position, "cursor");
    rules_.key = read_column(position, "key", rules_.columns);
    rules_.cursor_form = form_of("cursor");
    if (rules_.cursor) {
        start_.cursor = position.text("start_cursor");
    } else if (position.text_if("start_cursor")) {
        position.fault("start_cursor", "is of no use without a cursor");
    }
    start_.key = position.text("start_key");
    if (!start_.cursor.empty() && !rules_.cursor_form.formats.empty() &&
        !rules_.cursor_form.parse(start_.cursor)) {
        position.fault("start_cursor", "is not a time of the cursor's form");
    }
}

std::optional<Slot> Reader::column_if(Table& holder, std::string_view key)
{
    return holder.has(key) ? std::optional(read_column(holder, key, rules_.columns)) : std::nullopt;
}

void Reader::read_dossier()
{
    Table dossier = root_.table("dossier");
    rules_.code = read_column(dossier, "code", rules_.columns);
    if (const auto column = column_if(dossier, "opened_on")) {
        rules_.opened_on = TimeColumn{*column, form_of("opened_on")};
    }
    rules_.body = column_if(dossier, "body");
    rules_.procedure = column_if(dossier, "procedure");
    if (const auto counted = dossier.text_if("sequence")) {
        rules_.codes_count = *counted == "by_body_and_day";
        if (!rules_.codes_count) {
            dossier.fault("sequence",
                          "\"" + *counted +
                              "\" is no sequence; say by_body_and_day where codes count "
                              "a body's dossiers of the day from 1, else leave it out");
        }
    }
}

void Reader::read_fingerprint()
{
    Table fingerprint = root_.table("fingerprint");
    rules_.submitter = column_if(fingerprint, "submitter");
    rules_.applicant = column_if(fingerprint, "applicant");
    if (fingerprint.present() && !rules_.submitter && !rules_.applicant) {
        fingerprint.fault("", "names neither a submitter nor an applicant");
    }
}

void Reader::read_times()
{
    Table columns = root_.table("times").table("columns");
    for (std::size_t i = 0; i < kTimeWords.size(); ++i) {
        if (const auto column = column_if(columns, kTimeWords[i])) {
            rules_.times[i] = TimeColumn{*column, form_of(kTimeWords[i])};
        }
    }
    if (!columns.has("received")) {
        columns.fault("received", "is missing: nearly every status requires the time received");
    }
}

void Reader::read_words()
{
    for (const std::string_view key : {"status", "channel"}) {
        if (!root_.has(key)) {
            root_.fault(key, "is missing: write a [" + std::string(key) + "] table");
        }
    }
    rules_.status = read_coded_field(root_.table("status"), words_of<model::Status>(), rules_);
    rules_.channel = read_coded_field(root_.table("channel"), words_of<model::Channel>(), rules_);
    rules_.level = read_optional("level", words_of<model::Level>());
    rules_.fee = read_optional("fee", words_of<model::Fee>());
    rules_.result = read_optional("result", words_of<model::Result>());
    rules_.digitised = read_optional("digitised", words_of<model::Digitised>());
}

std::optional<CodedField> Reader::read_optional(std::string_view key, const Words& words)
{
    if (!root_.has(key)) {
        return std::nullopt;
    }
    return read_coded_field(root_.table(key), words, rules_);
}

void Reader::read_leave_out()
{
    for (Table table : root_.tables("leave_out")) {
        const std::string name = table.text("name");
        const auto is_same = [&name](const LeaveOutRule& rule) { return rule.name == name; };
        if (std::any_of(rules_.leave_out.begin(), rules_.leave_out.end(), is_same)) {
            table.fault("name", "two rules are called \"" + name + "\"");
        }
        rules_.leave_out.push_back({name, read_rule(table, "when", rules_)});
    }
}

void Reader::read_evidence()
{
    for (Table table : root_.tables("evidence")) {
        const std::string name = table.text("bit");
        const auto bit = evidence_named(name);
        EvidenceRule rule;
        rule.bit = bit.value_or(model::Evidence{});
        if (table.has("bit") && !bit) {
            table.fault("bit",
                        "\"" + name + "\" is no evidence; see config/README.md for its words");
        }
        rule.when = read_rule(table, "when", rules_);
        if (table.has("known_when")) {
            rule.known_when = read_rule(table, "known_when", rules_);
        }
        rules_.evidence.push_back(std::move(rule));
    }
}

} // namespace

Ruleset read_mapping(runtime::SettingsFile& file)
{
    return Reader(file).read();
}

} // namespace congto::mapping
