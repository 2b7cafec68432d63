// Entering what an operator decides.
#pragma once

#include "collector/register/withdrawal.h"
#include "collector/store/reader.h"
#include "collector/store/state_directory.h"
#include "collector/upkeep/by_whom.h"

#include <string>
#include <vector>

namespace congto::collector {

// Its name, or "user" and its number.
std::string name_of(unsigned account);

// The account that runs this program: its name, or "user" and its number; "lan as congto-collector"
// where another one signed in on this machine.
std::string who_decides();

// "operator lan as congto-collector", now.
upkeep::ByWhom by_this_account();

// Enters the decisions as made now, by whoever runs this program. Throws runtime::BadSettings: the
// reason is empty, or the registers are older than the store; runtime::Unavailable.
void enter_decisions(const store::StateDirectory& state, const store::Reader& reader,
                     std::vector<registers::WithdrawalDecision> decisions,
                     const std::string& reason);

} // namespace congto::collector
