// /api/v1: the figures for programs and for who takes them into a sheet.
#pragma once

#include "collector/dashboard/visit.h"

namespace congto::dashboard {

// The catalogue is everybody's.
HttpResponse indicators_reply(const House& house, const Visit& visit);
// The others are for viewers: 401 for nobody, 403 for what a viewer may not see. 400 has every
// fault of the question. Throw what the reading of stores and registers throws.
HttpResponse rates_reply(const House& house, const Visit& visit);
HttpResponse gap_reply(const House& house, const Visit& visit);
HttpResponse ranking_reply(const House& house, const Visit& visit);
HttpResponse flags_reply(const House& house, const Visit& visit);

} // namespace congto::dashboard
