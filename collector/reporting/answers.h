// Questions from messages, and answers into messages. Facts in, message out.
#pragma once

#include "collector/flags/thresholds.h"
#include "collector/rates/answer.h"
#include "collector/reporting/caller.h"

#include <stdexcept>

namespace congto::v1 {
class FlagsAnswer;
class FlagsRequest;
class GapAnswer;
class GapRequest;
class IndicatorsAnswer;
class RankingAnswer;
class RankingRequest;
class RatesAnswer;
class RatesRequest;
} // namespace congto::v1

namespace congto::reporting {

// The caller may not see that.
struct Forbidden : std::runtime_error {
    using std::runtime_error::runtime_error;
};

// Throw Forbidden, and runtime::BadSettings with every fault of the question.
void fill_rates(const v1::RatesRequest& asked, const Caller& caller, const rates::Facts& facts,
                v1::RatesAnswer& answer);
void fill_gap(const v1::GapRequest& asked, const Caller& caller, const rates::Facts& facts,
              v1::GapAnswer& answer);
void fill_ranking(const v1::RankingRequest& asked, const Caller& caller, const rates::Facts& facts,
                  v1::RankingAnswer& answer);
void fill_flags(const v1::FlagsRequest& asked, const Caller& caller, const rates::Facts& facts,
                const flags::Thresholds& thresholds, v1::FlagsAnswer& answer);
void fill_indicators(v1::IndicatorsAnswer& answer);

} // namespace congto::reporting
