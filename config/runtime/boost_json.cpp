// Boost.JSON, compiled once: Debian installs its headers without the library.
#include <boost/json/src.hpp>
