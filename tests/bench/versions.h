#pragma once

#include <string>

namespace congto::bench {

// Of this build and of the libraries it measures.
std::string versions();

} // namespace congto::bench
