#include "tests/e2e/ministry.h"

#include "tests/support/files.h"
#include "tests/support/free_port.h"

#include <filesystem>
#include <stdexcept>

namespace congto::test {

Ministry::Ministry() : address_("127.0.0.1:" + std::to_string(free_port()))
{
    folder_.write("collector.toml", "state = \"" + state().string() + "\"\n[intake]\nlisten = \"" +
                                        address_ + "\"\nplaintext = true\n");
    succeed(collector_program(), {"init", "--settings", settings_file().string()});
}

void Ministry::start()
{
    const auto listening = state() / "listening";
    std::filesystem::remove(listening); // of one that was killed
    ProcessOptions options;
    options.output = options.error = folder_ / "collector.log";
    process_ = std::make_unique<Process>(
        collector_program(), Arguments{"run", "--settings", settings_file().string()}, options);
    const auto listens = [&] {
        return !process_->running() ||
               (std::filesystem::exists(listening) && read_file(listening).ends_with('\n'));
    };
    if (!eventually(listens) || !process_->running())
        throw std::runtime_error("the collector does not listen: " + log());
}

int Ministry::stop()
{
    return process_->stop();
}

void Ministry::kill()
{
    process_->kill();
}

std::string Ministry::log() const
{
    const auto file = folder_ / "collector.log";
    return std::filesystem::exists(file) ? read_file(file) : std::string();
}

Finished Ministry::command(Arguments arguments) const
{
    arguments.insert(arguments.end(), {"--settings", settings_file().string()});
    return run(collector_program(), arguments);
}

void Ministry::agrees_to_withdrawals() const
{
    const auto list = [&] { return command({"withdrawals", "list", "--json"}).output; };
    if (Json(list()).size("/rows") == 0)
        return;
    const auto agreed =
        command({"withdrawals", "accept", "--unit", "H44", "--all", "--reason", "the unit agrees"});
    const bool done = agreed.status == 0 && eventually([&] {
                          return list().find("Nothing is held") != std::string::npos &&
                                 list().find("wait") == std::string::npos;
                      });
    if (!done)
        throw std::runtime_error("withdrawals are not agreed to: " + shown(agreed) + list());
}

Json Ministry::rates(const std::string& month, const std::string& basis) const
{
    const auto finished = command({"rates", "--month", month, "--basis", basis, "--json"});
    if (finished.status != 0)
        throw std::runtime_error("congto-collector rates: " + shown(finished));
    return Json(finished.output);
}

MonthCount Ministry::measured(const std::string& month, const std::string& basis) const
{
    const Json answer = rates(month, basis);
    if (answer.size("/rows") != 1)
        throw std::runtime_error("not one unit is metered");
    return {answer.number("/rows/0/dossiers"), answer.number("/rows/0/online_submission_numerator"),
            answer.number("/rows/0/end_to_end_numerator")};
}

} // namespace congto::test
