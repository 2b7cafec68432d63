#include "collector/access/access_file.h"
#include "collector/access/signing.h"
#include "collector/commands/agent_options.h"
#include "collector/commands/certificates_parts.h"
#include "collector/commands/deciding.h"
#include "collector/commands/identifying.h"
#include "collector/commands/settings.h"
#include "config/runtime/failure.h"
#include "config/runtime/text.h"

#include <CLI/CLI.hpp>
#include <SQLiteCpp/Database.h>

#include <iostream>

namespace congto::collector {
namespace {

constexpr const char* kHelp =
    R"(A program of the ministry asks the collector for the figures of all units (gRPC, service Reporting)
with a certificate of its own. Its keeper makes the key where the program runs, and a request:

  openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -noenc \
      -keyout statistics.key -subj / -out statistics.csr

and takes the request, which is no secret, to the operator, who signs it:

  congto-collector certificates sign --ministry statistics --request statistics.csr > statistics.pem

Only the key is taken of the request. The program believes the collector by the authority's certificate:
congto-collector authority show --pem. Nothing renews the certificate: sign another before it is over;
the one before stays good meanwhile.)";

struct Options {
    std::shared_ptr<Whereabouts> where;
    access::MinistryAsked asked;
    std::filesystem::path request;
    std::string life = "365d";
};

std::optional<std::chrono::milliseconds> life_of(const std::string& text)
{
    const auto life = runtime::parse_duration(text);
    return life && *life >= std::chrono::seconds(1) && *life <= std::chrono::days(825)
               ? life
               : std::nullopt;
}

int sign(const Options& options)
{
    const Settings settings = options.where->settings();
    std::vector<std::string> faults;
    check_name("--ministry", options.asked.program, faults);
    const auto life = life_of(options.life);
    if (!life) {
        faults.push_back("--life: \"" + runtime::escaped(options.life) +
                         "\" is not a time of 1s to 825d, such as 365d");
    }
    const auto authority = authority_of(settings);
    if (!authority) {
        faults.emplace_back("nothing is signed by this collector: its settings must have [tls] "
                            "hosts, or ca_key_file; else let whoever has the authority's key name "
                            "congto://ministry/NAME in the certificate");
    }
    if (!faults.empty()) {
        throw runtime::BadSettings(std::move(faults));
    }
    const auto key = access::read_request(options.request);
    const auto access =
        access::open_for_writing(store::StateDirectory{settings.state}.access_file());
    const access::Issued issued =
        access::sign_for_ministry(*access, *authority, {options.asked.program, *life}, key,
                                  "operator " + who_decides(), runtime::SystemClock().now());
    std::cout << identity::Certificate::from_der(issued.der)->pem();
    std::cerr << "good until "
              << model::text_of(std::chrono::floor<std::chrono::seconds>(issued.over_at))
              << ", for congto://ministry/" << issued.agent << "\n";
    return 0;
}

} // namespace

void add_certificates_sign(CLI::App& certificates, Chosen& chosen)
{
    auto* command = certificates.add_subcommand("sign", "Certify a program of the ministry");
    command->footer(kHelp);
    auto options = std::make_shared<Options>();
    options->where = add_whereabouts(*command);
    command->add_option("--ministry", options->asked.program, "What the program is called")
        ->required()
        ->type_name("NAME");
    command->add_option("--request", options->request, "Its signing request (PKCS#10)")
        ->required()
        ->type_name("FILE");
    command->add_option("--life", options->life, "How long it is good, at most 825d")
        ->type_name("TIME")
        ->capture_default_str();
    command->callback([&chosen, options] { chosen = [options] { return sign(*options); }; });
}

} // namespace congto::collector
