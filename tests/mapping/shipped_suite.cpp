#include "tests/mapping/shipped_suite.h"

#include "agent/mapping/mapping.h"
#include "agent/source/sql.h"
#include "tests/mapping/rows.h"
#include "tests/support/sql.h"
#include "tests/support/temp_dir.h"

#include <catch2/catch.hpp>

#include <sstream>

namespace congto::test {
namespace {

// What a row became, in one line: "H56.14 1.000894 returned online full paid_online electronic".
std::string told(const mapping::MappedRow& row)
{
    if (const auto* left_out = std::get_if<mapping::LeftOut>(&row.outcome)) {
        return "left out: " + left_out->rule;
    }
    if (const auto* rejection = std::get_if<mapping::Rejection>(&row.outcome)) {
        return "quarantined: " + rejection->field + " " + rejection->raw;
    }
    const model::Observation& seen = std::get<mapping::Mapped>(row.outcome).observation;
    std::ostringstream line;
    line << seen.body << ' ' << seen.procedure << ' ' << name_of(seen.state.status) << ' '
         << name_of(seen.state.channel) << ' ' << name_of(seen.state.level) << ' '
         << name_of(seen.state.fee) << ' ' << name_of(seen.state.result);
    return line.str();
}

std::string replaced(std::string text, const std::string& what, const std::string& by)
{
    for (std::size_t at = text.find(what); at != std::string::npos;
         at = text.find(what, at + by.size())) {
        text.replace(at, what.size(), by);
    }
    return text;
}

void stage(const Engine& engine, std::string script)
{
    script = replaced(std::move(script), "$time", engine.time);
    script = replaced(std::move(script), "$cursor", engine.cursor);
    script = replaced(std::move(script), "$bool", engine.boolean);
    script = replaced(std::move(script), "$text", engine.text);
    script = replaced(std::move(script), "$yes", engine.yes);
    script = replaced(std::move(script), "$no", engine.no);
    run_sql(engine.stage_engine, engine.stage_connection, script);
}

using ByKey = std::map<std::string, std::string>;

// A shipped mapping reading the engine.
class Shipped {
public:
    Shipped(const Engine& engine, const std::string& name)
        : mapping_(mapping::Mapping::from_file(CONGTO_CONFIG "/mappings/" + name + ".toml"))
    {
        source::SqlSettings settings;
        settings.name = "onestop";
        settings.engine = engine.engine;
        settings.connection_file = dir_.write("connection", engine.connection);
        source_ = source::open_sql(settings, *mapping_.queries_for(engine.engine), clock_);
    }

    // Every row, in pages of two, so that every page border is met.
    ByKey all()
    {
        ByKey told;
        source::Position position;
        for (std::size_t read = 2; read == 2;) {
            const source::Page page = source_->read(position, 2);
            read = page.rows.size();
            position = add(page, told);
            CHECK((read == 0 || mapping_.instant_of_cursor(position.cursor)));
        }
        return told;
    }

    ByKey of_day(const std::string& day)
    {
        ByKey told;
        std::string after;
        for (std::size_t read = 2; read == 2;) {
            const source::Page page = source_->read_day(day, after, 2);
            read = page.rows.size();
            after = add(page, told).key;
        }
        return told;
    }

    ByKey of_row(const std::string& key)
    {
        ByKey told;
        add(source_->read_row(key), told);
        return told;
    }

    // Names of the bits seen of a row, in their order, each with a blank after it.
    std::string evidence_of(const std::string& key)
    {
        const source::Page page = source_->read_row(key);
        mapping_.bind(page.columns);
        const auto row = mapping_.map(page.rows.at(0), key_);
        const auto& bits = std::get<mapping::Mapped>(row.outcome).observation.state.evidence;
        std::string names;
        for (std::size_t i = 0; i != model::kEvidenceBits; ++i)
            if (bits.sees(static_cast<model::Evidence>(i)))
                names += std::string(name_of(static_cast<model::Evidence>(i))) + " ";
        return names;
    }

    std::uint64_t counted() { return source_->count({}).value_or(0); }
    bool tells_its_time()
    {
        const auto now = mapping_.instant_of_cursor(source_->now());
        return now &&
               std::chrono::abs(*now - std::chrono::system_clock::now()) < std::chrono::minutes(1);
    }

private:
    // The last row's position.
    source::Position add(const source::Page& page, ByKey& told)
    {
        mapping_.bind(page.columns);
        source::Position position;
        for (const auto& row : page.rows) {
            const mapping::MappedRow mapped = mapping_.map(row, key_);
            position = mapped.position;
            REQUIRE(told.emplace(position.key, test::told(mapped)).second);
        }
        return position;
    }

    TempDir dir_;
    mapping::Mapping mapping_;
    runtime::SystemClock clock_;
    std::unique_ptr<source::Source> source_;
    model::UnitKey key_ = a_unit_key();
};

constexpr const char* kOpenCps = R"(
DROP TABLE IF EXISTS opencps_dossier;
DROP TABLE IF EXISTS opencps_paymentfile;
DROP TABLE IF EXISTS opencps_dossierfile;
DROP TABLE IF EXISTS opencps_serviceinfomapping;
DROP TABLE IF EXISTS opencps_employee;
CREATE TABLE opencps_dossier (dossierId BIGINT PRIMARY KEY, groupId BIGINT, govAgencyCode VARCHAR(75),
 dossierNo VARCHAR(75), referenceUid VARCHAR(75), serviceCode VARCHAR(128), serviceLevel INT, online_ $bool,
 fromViaPostal INT, viaPostal INT, systemId INT, userId BIGINT, originality INT, dossierActionId BIGINT,
 originDossierNo VARCHAR(75), dossierStatus VARCHAR(75), submitDate $time, receiveDate $time, dueDate $time,
 extendDate $time, releaseDate $time, finishDate $time, cancellingDate $time, modifiedDate $time, createDate $time);
CREATE TABLE opencps_paymentfile (paymentFileId BIGINT PRIMARY KEY, dossierId BIGINT, feeAmount BIGINT,
 paymentAmount BIGINT, paymentStatus INT, paymentMethod VARCHAR(75), confirmPayload $text, epaymentProfile $text);
CREATE TABLE opencps_dossierfile (dossierFileId BIGINT PRIMARY KEY, dossierId BIGINT, dossierPartType INT,
 removed $bool, fileEntryId BIGINT);
CREATE TABLE opencps_serviceinfomapping (serviceInfoMappingId BIGINT PRIMARY KEY, groupId BIGINT,
 serviceCode VARCHAR(128), serviceCodeDVCQG VARCHAR(128));
CREATE TABLE opencps_employee (employeeId BIGINT PRIMARY KEY, groupId BIGINT, mappingUserId BIGINT);
INSERT INTO opencps_serviceinfomapping VALUES (1, 20, 'TP.01', '1.000894'), (2, 21, 'TP.01', '9.999999');
INSERT INTO opencps_serviceinfomapping VALUES (3, 20, 'TP.01', '1.000894'), (4, 20, 'TP.02', '');
INSERT INTO opencps_employee VALUES (1, 20, 77);
INSERT INTO opencps_dossier VALUES (1, 20, 'H56.14', 'H56.14-260203-0001', 'u1', 'TP.01', 4, $yes, 0, 1, 0, 5, 3, 10, NULL, 'done', '2026-02-03 07:00:00', '2026-02-03 08:00:00', '2026-02-05 17:00:00', NULL, '2026-02-04 09:00:00', '2026-02-04 10:00:00', NULL, '2026-02-04 10:00:00', '2026-02-03 07:00:00');
INSERT INTO opencps_dossier VALUES (2, 20, 'H56.14', '', 'H56.14-260203-0002', 'TP.02', 3, $no, 1, 3, 0, 5, 3, 11, '', 'releasing', '2026-02-03 07:00:00', '2026-02-03 08:00:00', NULL, NULL, '2026-02-04 09:00:00', NULL, NULL, '2026-02-04 10:00:00', '2026-02-03 07:00:00');
INSERT INTO opencps_dossier VALUES (3, 20, 'H56.14', 'H56.14-260203-0003', 'u3', 'TP.01', 2, $yes, 0, 0, 0, 77, 3, 12, '', 'processing', '2026-02-03 07:00:00', '2026-02-03 08:00:00', NULL, NULL, NULL, NULL, NULL, '2026-02-04 10:00:00', '2026-02-03 07:00:00');
INSERT INTO opencps_dossier VALUES (4, 20, 'H56.14', 'H56.14-260203-0004', 'u4', 'TP.01', 4, $yes, 0, 0, 0, 5, 1, 13, '', 'done', '2026-02-03 07:00:00', '2026-02-03 08:00:00', NULL, NULL, NULL, NULL, NULL, '2026-02-04 10:00:00', '2026-02-03 07:00:00');
INSERT INTO opencps_dossier VALUES (5, 20, 'H56.14', 'H56.14-260203-0005', 'u5', 'TP.01', 4, NULL, 0, 0, 0, 5, 3, 14, '', 'waiting', '2026-02-03 07:00:00', '2026-02-03 08:00:00', NULL, NULL, NULL, NULL, NULL, '2026-02-04 10:00:01', '2026-02-03 07:00:00');
INSERT INTO opencps_dossier VALUES (6, 20, 'H56.14', 'H56.14-260203-0006', 'u6', 'TP.01', 4, $no, 0, 0, 0, 5, 3, 15, '', 'brand-new-word', '2026-02-03 07:00:00', '2026-02-03 08:00:00', NULL, NULL, NULL, NULL, NULL, '2026-02-04 10:00:02', '2026-02-03 07:00:00');
INSERT INTO opencps_dossier VALUES (7, 20, 'H56.14', 'H56.14-260203-0007', 'u7', 'TP.01', 4, $no, 0, 0, 0, 5, 3, 16, '', NULL, '2026-02-03 07:00:00', '2026-02-03 08:00:00', NULL, NULL, NULL, NULL, NULL, '2026-02-04 10:00:02', '2026-02-03 07:00:00');
INSERT INTO opencps_dossier VALUES (8, 20, 'H56.14', 'H56.14-260203-0008', 'u8', 'TP.01', 4, $no, 0, 2, 0, 5, 3, 17, '', 'done', '2026-02-03 07:00:00', '2026-02-03 08:00:00', NULL, NULL, '2026-02-03 09:00:00', '2026-02-03 10:00:00', NULL, '2026-02-04 09:00:00', '2026-02-03 07:00:00');
INSERT INTO opencps_dossier VALUES (9, 20, 'H56.14', 'H56.14-260203-0009', 'u9', 'TP.01', 4, $no, 0, 0, 0, 5, 3, 18, '', 'processing', '2026-02-01 07:00:00', '2026-02-03 23:59:59', NULL, NULL, NULL, NULL, NULL, '2026-02-04 10:00:03', '2026-02-01 07:00:00');
INSERT INTO opencps_dossier VALUES (10, 20, 'H56.14', 'H56.14-260204-0001', 'u10', 'TP.01', 4, $no, 0, 0, 0, 5, 3, 19, '', 'processing', '2026-02-04 00:00:00', '2026-02-04 00:00:00', NULL, NULL, NULL, NULL, NULL, '2026-02-04 10:00:03', '2026-02-04 00:00:00');
INSERT INTO opencps_dossier VALUES (11, 20, 'H56.14', 'H56.14-260203-0011', 'u11', 'TP.01', 4, $no, 0, 0, 0, 5, 3, 20, '', 'processing', '2026-02-03 07:00:00', '2026-02-03 08:00:00', NULL, NULL, NULL, NULL, NULL, NULL, '2026-02-03 07:00:00');
ALTER TABLE opencps_dossier ADD COLUMN applicantIdNo VARCHAR(75);
INSERT INTO opencps_paymentfile VALUES (1, 1, 0, 20000, 5, 'KeyPayDVCQG', '{"ok":1}', ''), (2, 1, 5000, NULL, 5, 'KEYPAY', NULL, 'x'), (3, 1, 0, 0, 1, 'Cash', '', '');
INSERT INTO opencps_paymentfile VALUES (4, 2, 20000, 0, 5, 'KeyPayDVCQG', '', NULL), (5, 3, 20000, 0, 1, 'KeyPayDVCQG', '', ''), (6, 8, 20000, 0, 5, NULL, 'x', '');
INSERT INTO opencps_dossierfile VALUES (1, 1, 2, $no, 900), (2, 1, 1, $no, 901), (3, 3, 7, $no, 902), (4, 8, 2, $yes, 903), (5, 8, 2, $no, 0);
)";

// Of what check_* expect, the rows of these keys.
ByKey only(const ByKey& all, const std::vector<std::string>& keys)
{
    ByKey some;
    for (const std::string& key : keys) {
        some.emplace(key, all.at(key));
    }
    return some;
}

void check_opencps(const Engine& engine)
{
    stage(engine, kOpenCps);
    Shipped opencps(engine, "opencps");
    const std::string in_work = "H56.14 1.000894 processing counter full none_due none_yet";
    ByKey expected{
        {"1", "H56.14 1.000894 returned online full paid_online electronic"},
        {"2", "H56.14 TP.02 resolved post partial paid_offline post"},
        {"3", "H56.14 1.000894 processing online_assisted information_only due none_yet"},
        {"4", "left out: portal side copy"},
        {"5", "H56.14 1.000894 supplement_asked unknown full none_due none_yet"},
        {"6", "quarantined: status brand-new-word"},
        {"7", "quarantined: status (null)"},
        {"8", "H56.14 1.000894 returned counter full paid_offline counter"},
        {"9", in_work},
        {"10", in_work}};
    CHECK(opencps.all() == expected);
    CHECK(opencps.counted() == 10);
    CHECK(opencps.tells_its_time());
    // 9 has its number of the day it was received, 11 no cursor: no page shows it, its day does.
    expected.emplace("11", in_work);
    CHECK(opencps.of_day("2026-02-03") ==
          only(expected, {"1", "2", "3", "4", "5", "6", "7", "8", "9", "11"}));
    CHECK(opencps.of_day("2026-02-04") == only(expected, {"10"}));
    CHECK(opencps.of_day("2026-02-05").empty());
    CHECK(opencps.of_row("11") == only(expected, {"11"}));
    CHECK(opencps.of_row("12").empty());
}

constexpr const char* kWideTable = R"(
DROP TABLE IF EXISTS dossier;
DROP TABLE IF EXISTS payment_request;
CREATE TABLE dossier (id CHAR(36) PRIMARY KEY, code VARCHAR(64), procedure_code VARCHAR(64), body_code VARCHAR(64),
 channel VARCHAR(8), level VARCHAR(4), status VARCHAR(4), parent_id CHAR(36), submitted_at $time, received_at $time,
 due_at $time, resolved_at $time, returned_at $time, withdrawn_at $time, created_at $time, last_modified $cursor,
 deleted_on $time, migrated_from VARCHAR(64), return_by VARCHAR(4), result_files $text, fee_amount BIGINT,
 submitter_account VARCHAR(64), entered_by VARCHAR(64), counter_ticket VARCHAR(32), applicant_id VARCHAR(75),
 applicant_files BIGINT, originals_taken BIGINT, processing_steps BIGINT);
CREATE TABLE payment_request (id BIGINT PRIMARY KEY, dossier_code VARCHAR(64), amount BIGINT, method VARCHAR(16),
 status VARCHAR(16), gateway_transaction VARCHAR(64), paid_at $time);
INSERT INTO dossier VALUES ('00000000-0000-4000-8000-000000000001', 'H56.14-260203-0001', '1.000894', 'H56.14', '2', '4', '10', NULL, '2026-02-03 07:00:00', '2026-02-03 08:00:00', NULL, '2026-02-04 09:00:00', '2026-02-04 10:00:00', NULL, '2026-02-03 07:00:00', '2026-02-04 10:00:00.000001', NULL, NULL, NULL, '["a.pdf"]', 20000, 'citizen', NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO dossier VALUES ('00000000-0000-4000-8000-000000000002', 'H56.14-260203-0002', '1.000894', 'H56.14', '2', '4', '10', NULL, '2026-02-03 07:00:00', '2026-02-03 08:00:00', NULL, '2026-02-04 09:00:00', '2026-02-04 10:00:00', NULL, '2026-02-03 07:00:00', '2026-02-04 10:00:00.000001', NULL, '', '0', '[]', NULL, 'citizen', 'clerk', 'A12', NULL, NULL, NULL, NULL);
INSERT INTO dossier VALUES ('00000000-0000-4000-8000-000000000003', 'H56.14-260203-0003', '1.000894', 'H56.14', '2', '3', '4', NULL, '2026-02-03 07:00:00', '2026-02-03 08:00:00', NULL, NULL, NULL, NULL, '2026-02-03 07:00:00', '2026-02-04 10:00:00.000001', NULL, NULL, NULL, NULL, 20000, 'citizen', 'dvcqg', NULL, NULL, NULL, NULL, NULL);
INSERT INTO dossier VALUES ('00000000-0000-4000-8000-000000000004', 'H56.14-260203-0004', '1.000894', 'H56.14', '1', '3', '9', NULL, NULL, '2026-02-03 08:00:00', NULL, '2026-02-04 09:00:00', NULL, NULL, '2026-02-03 07:00:00', '2026-02-04 10:00:00.000002', NULL, 'old', NULL, '', 0, NULL, 'clerk', NULL, NULL, NULL, NULL, NULL);
INSERT INTO dossier VALUES ('00000000-0000-4000-8000-000000000005', 'H56.14-260203-0005', '1.000894', 'H56.14', NULL, NULL, '4', NULL, NULL, '2026-02-03 08:00:00', NULL, NULL, NULL, NULL, '2026-02-03 07:00:00', '2026-02-04 10:00:00.000003', '2026-02-04 10:00:00', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO dossier VALUES ('00000000-0000-4000-8000-000000000006', 'H56.14-260203-0006', '1.000894', 'H56.14', '1', '3', '4', NULL, NULL, '2026-02-03 23:59:59', NULL, NULL, NULL, NULL, '2026-02-01 07:00:00', '2026-02-04 10:00:00.000004', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO dossier VALUES ('00000000-0000-4000-8000-000000000007', 'H56.14-260204-0001', '1.000894', 'H56.14', '1', '3', '4', NULL, NULL, '2026-02-04 00:00:00', NULL, NULL, NULL, NULL, '2026-02-04 00:00:00', '2026-02-04 10:00:00.000004', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO dossier VALUES ('00000000-0000-4000-8000-000000000008', 'H56.14-260203-0008', '1.000894', 'H56.14', '1', '3', '4', NULL, NULL, '2026-02-03 08:00:00', NULL, NULL, NULL, NULL, '2026-02-03 07:00:00', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
UPDATE dossier SET applicant_id = '012345678912', applicant_files = 1, originals_taken = 0, processing_steps = 2 WHERE id LIKE '%1';
UPDATE dossier SET applicant_id = '000000001', applicant_files = 0, originals_taken = 1, processing_steps = 0 WHERE id LIKE '%2';
UPDATE dossier SET applicant_id = '111111111111', applicant_files = 2, originals_taken = 0, processing_steps = 0 WHERE id LIKE '%3';
UPDATE dossier SET applicant_id = '01234567890', applicant_files = 0, originals_taken = 1, processing_steps = 0 WHERE id LIKE '%4';
INSERT INTO payment_request VALUES (1, 'H56.14-260203-0001', 20000, 'online', 'paid', 'GW-1', NULL), (2, 'H56.14-260203-0001', 9000, 'cash', 'cancelled', NULL, NULL);
INSERT INTO payment_request VALUES (3, 'H56.14-260203-0002', 20000, 'online', 'paid', '', NULL), (4, 'H56.14-260203-0004', 0, 'cash', 'pending', NULL, NULL);
)";

void check_wide_table(const Engine& engine)
{
    stage(engine, kWideTable);
    Shipped wide(engine, "wide-table");
    const std::string id = "00000000-0000-4000-8000-00000000000";
    const std::string in_work = "H56.14 1.000894 processing counter partial none_due none_yet";
    ByKey expected{{id + "1", "H56.14 1.000894 returned online full paid_online electronic"},
                   {id + "2", "H56.14 1.000894 returned online_assisted full paid_offline counter"},
                   {id + "3", "H56.14 1.000894 processing online partial due none_yet"},
                   {id + "4", "H56.14 1.000894 resolved migrated partial none_due none_yet"},
                   {id + "5", "left out: deleted"},
                   {id + "6", in_work},
                   {id + "7", in_work}};
    CHECK(wide.all() == expected);
    CHECK(wide.counted() == 7);
    CHECK(wide.tells_its_time());
    expected.emplace(id + "8", in_work);
    CHECK(wide.of_day("2026-02-03") ==
          only(expected, {id + "1", id + "2", id + "3", id + "4", id + "5", id + "6", id + "8"}));
    CHECK(wide.of_day("2026-02-04") == only(expected, {id + "7"}));
    CHECK(wide.of_day("2026-02-05").empty());
    CHECK(wide.of_row(id + "8") == only(expected, {id + "8"}));
    CHECK(wide.of_row(id + "9").empty());
    CHECK(wide.evidence_of(id + "1").empty());
    CHECK(wide.evidence_of(id + "2") ==
          "official_account malformed_identity paper_originals no_applicant_file "
          "no_gateway_transaction no_processing_step counter_visit ");
    CHECK(wide.evidence_of(id + "3") == "malformed_identity ");
    CHECK(wide.evidence_of(id + "4") == "malformed_identity no_processing_step ");
}

} // namespace

Engine sqlite_at(const std::string& file)
{
    const std::string connection = "dbname=" + file;
    return {"sqlite3", connection, "sqlite3", connection, "TEXT",
            "TEXT",    "INTEGER",  "1",       "0",        "TEXT"};
}

Engine postgresql_at(const std::string& connection)
{
    return {"postgresql",   connection, "postgresql", connection, "timestamp(3)",
            "timestamp(6)", "boolean",  "true",       "false",    "text"};
}

Engine mysql_at(const std::string& connection)
{
    return {"mysql",       connection,   "mysql", connection, "DATETIME",
            "DATETIME(6)", "TINYINT(1)", "1",     "0",        "LONGTEXT"};
}

void stage_shipped(const Engine& engine)
{
    stage(engine, kOpenCps);
    stage(engine, kWideTable);
}

void check_shipped_mappings(const Engine& engine)
{
    SECTION("OpenCPS")
    {
        check_opencps(engine);
    }
    SECTION("wide table")
    {
        check_wide_table(engine);
    }
}

} // namespace congto::test
