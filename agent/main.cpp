#include "agent/commands/program.h"
#include "config/runtime/failure.h"

int main(int argc, char** argv)
{
    return congto::runtime::exit_status_of("congto-agent",
                                           [&] { return congto::agent::run_program(argc, argv); });
}
