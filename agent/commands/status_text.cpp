#include "agent/commands/status_text.h"

#include "agent/commands/status_days.h"
#include "agent/source/monitoring_right.h"
#include "config/runtime/progress.h"
#include "config/runtime/text.h"

#include <sstream>

namespace congto::agent {
namespace {

using runtime::grouped;

constexpr std::size_t kWidth = 80;
constexpr std::size_t kIndent = 12;

// "  label     text …", with what does not fit below the text.
void add(std::string& out, const std::string& label, const std::string& text)
{
    std::string line = "  " + label;
    line.resize(std::max(kIndent, line.size() + 1), ' ');
    const std::size_t begin = line.size();
    std::istringstream words(runtime::escaped(text));
    for (std::string word; words >> word;) {
        const bool first = line.size() == begin;
        if (!first && runtime::terminal_width(line) + 1 + runtime::terminal_width(word) > kWidth) {
            out += line + '\n';
            line = std::string(kIndent, ' ') + word;
        } else {
            line += (first ? "" : " ") + word;
        }
    }
    out += line + '\n';
}

std::string when(model::Instant instant)
{
    return model::text_of(std::chrono::floor<std::chrono::seconds>(instant));
}

std::string counted(std::uint64_t number, const std::string& one, const std::string& many)
{
    return grouped(number) + " " + (number == 1 ? one : many);
}

void add_spool(std::string& out, const spool::SpoolReport& report, const Settings& settings)
{
    const spool::Accounts& accounts = report.accounts;
    std::string said = counted(accounts.assigned, "entry", "entries");
    said += accounts.pending == 0 ? ", all receipted"
                                  : ", " + grouped(accounts.pending) + " without a receipt yet (" +
                                        counted(report.batch_bytes, "byte", "bytes") + ")";
    if (accounts.rejected != 0) {
        said += "; " + grouped(accounts.rejected) + " rejected by the collector";
    }
    add(out, "spool", said);
    if (settings.collector.by_file) {
        add(out, "",
            "there is no line to the collector ([collector] by_file): what is pending "
            "leaves with congto-agent spool export, and its receipt comes with spool "
            "take-receipt");
    }
    if (!report.refusal.empty()) {
        add(out, "to mend", report.refusal);
    }
    for (const std::string& fault : spool::imbalances(accounts)) {
        add(out, "fault", "does not balance: " + fault);
    }
    for (const spool::SetAsideReport& one : report.set_aside) {
        std::string became =
            one.days == 0 ? "no day was in it"
            : one.verified == one.days
                ? "its " + counted(one.days, "day is", "days are") + " claimed again and verified"
                : "of its " + counted(one.days, "day", "days") + " " + grouped(one.claimed) +
                      " claimed again, " + grouped(one.verified) + " verified";
        add(out, "set aside",
            when(one.at) + ": entries " + std::to_string(one.first_sequence) + " to " +
                std::to_string(one.last_sequence) + " (" + one.reason + "), kept in " +
                one.file.string() + "; " + became);
    }
}

void add_read(std::string& out, const spool::SourceReport& source)
{
    const spool::ReadingNote& note = source.note;
    if (!source.hindrances.source.empty()) {
        add(out, "paused", source.hindrances.source);
    }
    std::string said = note.caught_up ? "caught up" : "not caught up";
    if (note.unread.value_or(0) != 0) {
        said += ", " + counted(*note.unread, "row", "rows") + " never read yet";
    }
    if (!note.caught_up && note.pass_unread.value_or(0) != 0) {
        const std::uint64_t all = note.pass_read + *note.pass_unread;
        const std::uint64_t tenths = note.pass_read * 1000 / all;
        said += ", " + std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) +
                "% of this pass";
    }
    add(out, "read",
        note.known_at == model::Instant{} ? "never" : said + ", as of " + when(note.known_at));
    const std::uint64_t quarantined = source.accounts.in_quarantine;
    add(out, "dossiers",
        grouped(source.accounts.shown) +
            (quarantined == 0 ? ""
                              : "; " + counted(quarantined, "row", "rows") + " in quarantine"));
}

void add_horizon(std::string& out, const spool::SourceReport& source,
                 const source::SqlSettings& settings)
{
    const std::string lag = text_of_wait(settings.lag);
    const auto oldest = source.note.oldest_transaction;
    const std::string grant(source::grant_of_monitoring(settings.dialect));
    switch (source.note.settles) {
    case spool::Settles::untold:
        return;
    case spool::Settles::by_transactions:
        add(out, "horizon",
            "by the engine's transactions: " +
                (oldest > settings.lag ? "the oldest is open for " + text_of_wait(oldest) +
                                             ", rows since then are read again"
                                       : "none is older than " + lag + "; rows of the last " + lag +
                                             " are read again"));
        return;
    case spool::Settles::by_overlap:
        add(out, "horizon",
            "by the overlap: rows of the last " + text_of_wait(settings.overlap) +
                " are read again; " +
                (settings.engine == "sqlite3"
                     ? "SQLite shows no transactions"
                     : (grant.empty() ? "the engine's monitoring right, where it has one,"
                                      : grant + " the agent's account") +
                           " would narrow it to the oldest open transaction"));
        return;
    }
}

std::string verdicts(const DaysSummary& days)
{
    if (days.verified == days.days) {
        return grouped(days.days) + ", all verified";
    }
    std::string said = grouped(days.days) + ": " + grouped(days.verified) + " verified";
    const auto add_some = [&](std::uint64_t some, const char* what) {
        said += some == 0 ? "" : ", " + grouped(some) + " " + what;
    };
    add_some(days.disputed, "disputed (the ministry decides on what is gone)");
    add_some(days.differs, "differing (sent again)");
    add_some(days.no_verdict, "claimed, without a verdict yet");
    add_some(days.never_read, "never read");
    return said;
}

void add_days(std::string& out, const spool::SourceReport& source,
              const source::SqlSettings& settings, model::Instant now)
{
    const DaysSummary days = summary_of(source, settings, now);
    add(out, "days",
        verdicts(days) +
            (days.all_read_since ? "; each read since " + when(*days.all_read_since) : ""));
    if (!source.hindrances.days.empty()) {
        add(out, "", "not read: " + source.hindrances.days);
    } else {
        std::string plan =
            days.due == 0
                ? "no day is due"
                : counted(days.due, "day is due", "days are due") + ", for at most " +
                      std::to_string(static_cast<int>(days.share * 100 + 0.5)) + "% of the time";
        add(out, "plan", plan + (days.next ? "; next " + when(*days.next) : ""));
    }
    const spool::SourceAccounts& sent = source.accounts;
    add(out, "sent",
        counted(sent.claims, "claim", "claims") + ", " + counted(sent.lists, "list", "lists") +
            ", " + counted(sent.removals, "removal", "removals") + " (" +
            counted(days.removed, "dossier", "dossiers") + " gone or left out)");
}

} // namespace

std::string status_text(const spool::SpoolReport& report, const Settings& settings,
                        model::Instant now, const std::string& certificate)
{
    std::string out = "Unit " + runtime::escaped(report.unit) + '\n';
    if (!certificate.empty()) {
        add(out, "identity", certificate);
    }
    add_spool(out, report, settings);
    for (const spool::SourceReport& source : report.sources) {
        const auto* chosen = settings_of(settings, source.named.name);
        if (source.named.is_forgotten()) {
            out += '\n' + source.named.name +
                   " is forgotten: it is read no more, its dossiers are removed\n";
            continue;
        }
        if (chosen == nullptr) {
            out += '\n' + source.named.name + ", which the settings do not name\n";
            add_read(out, source);
            continue;
        }
        const bool follows = chosen->mode == source::Mode::follow;
        out += '\n' + source.named.name + (follows ? ", followed\n" : ", read by days\n");
        add_read(out, source);
        if (follows) {
            add_horizon(out, source, *chosen);
        }
        add_days(out, source, *chosen, now);
    }
    return out;
}

} // namespace congto::agent
