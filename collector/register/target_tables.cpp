// Bodies, campaigns and targets in their tables.
#include "collector/register/register_tables.h"
#include "collector/register/table_row.h"

#include <SQLiteCpp/SQLiteCpp.h>

namespace congto::registers {

std::vector<Body> read_body_table(SQLite::Database& registers)
{
    std::vector<Body> bodies;
    SQLite::Statement row(registers,
                          "SELECT code, unit, name_vi, kind, valid_from, valid_to, "
                          "successor_code FROM registered_body ORDER BY unit, code, valid_from");
    while (row.executeStep()) {
        bodies.push_back({text_in(row, 0), count_in(row, 1), text_in(row, 2),
                          word_in(row, 3, kBodyKinds), day_in(row, 4), day_if(row, 5),
                          text_in(row, 6)});
    }
    return bodies;
}

std::vector<Campaign> read_campaign_table(SQLite::Database& registers)
{
    std::vector<Campaign> campaigns;
    SQLite::Statement row(
        registers, "SELECT name, from_day, to_day, text FROM campaign ORDER BY from_day, name");
    while (row.executeStep()) {
        campaigns.push_back({text_in(row, 0), day_in(row, 1), day_in(row, 2), text_in(row, 3)});
    }
    return campaigns;
}

std::vector<Target> read_target_table(SQLite::Database& registers)
{
    std::vector<Target> targets;
    SQLite::Statement row(registers,
                          "SELECT indicator, whom, ifnull(unit, 0), campaign, "
                          "ifnull(target.from_day, campaign.from_day), "
                          "ifnull(target.to_day, campaign.to_day), rate "
                          "FROM target LEFT JOIN campaign ON campaign.name = target.campaign");
    while (row.executeStep()) {
        targets.push_back({text_in(row, 0), word_in(row, 1, kWhom), count_in(row, 2),
                           text_in(row, 3), day_in(row, 4), day_if(row, 5), text_in(row, 6)});
    }
    return TargetRegister(std::move(targets)).all();
}

void replace_body_table(SQLite::Database& registers, const std::vector<Body>& bodies)
{
    registers.exec("DELETE FROM registered_body");
    SQLite::Statement insert(registers,
                             "INSERT INTO registered_body (code, unit, name_vi, kind, valid_from, "
                             "valid_to, successor_code) VALUES (?, ?, ?, ?, ?, ?, ?)");
    for (const auto& body : bodies) {
        Binder(insert)
            .text(body.code)
            .number(body.unit)
            .text(body.name_vi)
            .text(std::string(name_of(body.kind)))
            .day(body.valid_from)
            .day_if(body.valid_to)
            .text_if(body.successor_code)
            .insert();
    }
}

void replace_campaign_table(SQLite::Database& registers, const std::vector<Campaign>& campaigns)
{
    // Targets refer to campaigns that are gone only until the insertion below.
    registers.exec("PRAGMA defer_foreign_keys = ON");
    registers.exec("DELETE FROM campaign");
    SQLite::Statement insert(
        registers, "INSERT INTO campaign (name, from_day, to_day, text) VALUES (?, ?, ?, ?)");
    for (const auto& campaign : campaigns) {
        Binder(insert)
            .text(campaign.name)
            .day(campaign.from)
            .day(campaign.to)
            .text_if(campaign.text)
            .insert();
    }
}

void replace_target_table(SQLite::Database& registers, const std::vector<Target>& targets)
{
    registers.exec("DELETE FROM target");
    SQLite::Statement insert(registers, "INSERT INTO target (indicator, whom, unit, campaign, "
                                        "from_day, to_day, rate) VALUES (?, ?, ?, ?, ?, ?, ?)");
    for (const auto& target : targets) {
        const bool own_days = target.campaign.empty();
        Binder(insert)
            .text(target.indicator)
            .text(std::string(name_of(target.whom)))
            .number_if(target.whom == Whom::unit ? std::optional(target.unit) : std::nullopt)
            .text_if(target.campaign)
            .day_if(own_days ? std::optional(target.valid_from) : std::nullopt)
            .day_if(own_days ? target.valid_to : std::nullopt)
            .text(target.rate)
            .insert();
    }
}

} // namespace congto::registers
