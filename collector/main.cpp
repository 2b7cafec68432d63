#include "collector/commands/program.h"
#include "config/runtime/failure.h"

int main(int argc, char** argv)
{
    return congto::runtime::exit_status_of(
        "congto-collector", [&] { return congto::collector::run_program(argc, argv); });
}
