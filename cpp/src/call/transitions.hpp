// SPDX-License-Identifier: Apache-2.0
// The life of an inbound voice call (web-services reference, 3.5): invited is ringing, accepted is
// established, completed is released. The call ends when either side hangs up.
#pragma once

#include <cordboard/interaction.hpp>
#include <cordboard/interaction_inputs.hpp>

#include "base/transition.hpp"

namespace cordboard::call {

using Row = base::Transition<InteractionState, interaction::Input>;
using enum InteractionState;
using enum interaction::Input;

inline constexpr Row rows[] = {
    {queued, invite, invited},
    {queued, leave, completed},
    {invited, accept, accepted},
    {invited, reject, queued},
    {invited, revoke, queued},
    {invited, leave, completed},
    {invited, change_user_data, invited},
    {accepted, complete, completed},
    {accepted, leave, completed},
    {accepted, change_user_data, accepted},
};

inline constexpr base::Machine<InteractionState, interaction::Input, interaction::states,
                               interaction::inputs>
    machine{rows};

}  // namespace cordboard::call
