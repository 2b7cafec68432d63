// Shows something again and again until it is interrupted.
#pragma once

#include <chrono>
#include <functional>
#include <string>

namespace congto::collector {

// Writes what `frame` gives to standard output every so often, until SIGINT or SIGTERM. On a
// terminal each frame takes the place of the one before, in one write and without flicker;
// elsewhere they follow each other. What is thrown in the first frame is thrown on; when a later
// one finds the store away, that line is shown and the next frame tried. To be called before other
// threads start.
void watch(std::chrono::milliseconds every, const std::function<std::string()>& frame);

// The frame as a terminal is to draw it over the one before.
std::string drawn_over(const std::string& frame);

} // namespace congto::collector
