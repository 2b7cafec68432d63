#include "tests/e2e/office.h"

#include "tests/support/files.h"

namespace congto::test {

std::filesystem::path shipped_mapping(const std::string& shape)
{
    return project_file(shape == "wide" ? "config/mappings/wide-table.toml"
                                        : "config/mappings/opencps.toml");
}

Reading reading_of(const OneStop& one_stop)
{
    const auto& [engine, connection] = one_stop.place();
    return {engine, engine == "sqlite3" ? "dbname=" + connection : connection,
            shipped_mapping(one_stop.shape()), ""};
}

Office::Office(Reading reading, const std::string& collector_address)
{
    using std::filesystem::perms;
    std::filesystem::permissions(folder_.write("connection", reading.connection + "\n"),
                                 perms::owner_read | perms::owner_write);
    folder_.write("agent.toml",
                  "unit = \"H44\"\nkey_file = \"unit.key\"\n"
                  "[collector]\naddress = \"" +
                      collector_address +
                      "\"\nplaintext = true\n[spool]\nfile = \"spool.db\"\n"
                      "[[source]]\nname = \"onestop\"\nkind = \"sql\"\n"
                      "mode = \"follow\"\nengine = \"" +
                      reading.engine + "\"\nconnection_file = \"connection\"\nmapping = \"" +
                      reading.mapping.string() + "\"\npoll = \"200ms\"\n" + reading.more);
    const auto finished = command({"key", "create"});
    if (finished.status != 0)
        throw std::runtime_error("congto-agent key create: " + shown(finished));
}

Finished Office::run_once(std::chrono::milliseconds limit) const
{
    return command({"run", "--once"}, limit);
}

void Office::start()
{
    ProcessOptions options;
    options.output = options.error = folder_ / "agent.log";
    process_ = std::make_unique<Process>(
        agent_program(), Arguments{"run", "--settings", settings_file().string()}, options);
}

int Office::stop()
{
    return process_->stop();
}

void Office::kill()
{
    process_->kill();
}

Finished Office::command(Arguments arguments, std::chrono::milliseconds limit) const
{
    arguments.insert(arguments.end(), {"--settings", settings_file().string()});
    return run(agent_program(), arguments, limit);
}

std::string Office::log() const
{
    const auto file = folder_ / "agent.log";
    return std::filesystem::exists(file) ? read_file(file) : std::string();
}

} // namespace congto::test
