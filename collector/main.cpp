#include "collector/commands/program.h"
#include "config/runtime/failure.h"
#include "config/runtime/secrets.h"
#include "config/runtime/sqlite.h"

int main(int argc, char** argv)
{
    return congto::runtime::exit_status_of("congto-collector", [&] {
        congto::runtime::keep_memory_private();
        congto::runtime::set_up_sqlite();
        return congto::collector::run_program(argc, argv);
    });
}
