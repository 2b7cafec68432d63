// Questions about a dossier, of which the definitions of rates are made.
#pragma once

#include "collector/rates/indicator.h"

namespace congto::rates {

bool every(const Subject&);

// How it was submitted.
bool by_applicant(const Subject& dossier); // online, not assisted
bool assisted(const Subject& dossier);
bool through_the_network(const Subject& dossier); // by either
bool online_or_counter(const Subject& dossier);   // by either, or at the counter
bool channel_unknown(const Subject& dossier);

// The level it was submitted at.
bool level_full(const Subject& dossier);
bool level_unknown(const Subject& dossier);

// R1, and what makes it proven, in parts.
bool end_to_end(const Subject& dossier);
bool full_through_the_network(const Subject& dossier); // the same, assisted or not
bool paid_without_counter(const Subject& dossier);     // or nothing was due
bool result_without_counter(const Subject& dossier);   // electronic, or by post
bool no_evidence_of_others(const Subject& dossier);    // no assisted entry, no counter evidence
bool proven(const Subject& dossier);

// The result, and whether the procedure gives one on paper.
bool may_give_paper(const Subject& dossier);
bool paper_unknown(const Subject& dossier);
bool result_electronic(const Subject& dossier);
bool online_with_result(const Subject& dossier);
bool network_with_result(const Subject& dossier); // the same, assisted or not
bool settled_and_may_give_paper(const Subject& dossier);
bool settled_paper_unknown(const Subject& dossier);

bool fee_unknown(const Subject& dossier);
bool fee_not_none(const Subject& dossier);
bool fee_paid_online(const Subject& dossier);

bool digitised_both(const Subject& dossier);
bool digitised_unknown(const Subject& dossier);

bool on_time(const Subject& dossier);
bool no_due_time(const Subject& dossier);
bool timeliness_untold(const Subject& dossier);

} // namespace congto::rates
