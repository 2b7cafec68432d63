// /api/v1: the figures for programs and for who takes them into a sheet.
#pragma once

#include "collector/dashboard/visit.h"

namespace congto::dashboard {

// The catalogue is everybody's.
HttpResponse indicators_reply(const House& house, const Visit& visit);
// Figures are for viewers: 401 for nobody.
HttpResponse figures_reply(const House& house, const Visit& visit);

// What the path's last word asks: "rates", "gap", "ranking", "flags". 403 for what the viewer may
// not see; 400 has every fault of the question. Throws what the reading of stores and registers
// throws.
HttpResponse figures_for(const House& house, const Visit& visit, const access::Viewer& viewer);

} // namespace congto::dashboard
