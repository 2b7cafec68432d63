// The program as its command line.
#pragma once

namespace congto::agent {

// Parses, runs the sub-command and returns its exit status. Throws what the sub-command throws.
int run_program(int argc, char** argv);

} // namespace congto::agent
