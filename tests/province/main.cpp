#include "tests/province/commands.h"

int main(int argc, char** argv)
{
    return congto::province::run_program(argc, argv);
}
