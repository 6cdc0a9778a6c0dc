// SPDX-License-Identifier: Apache-2.0
// The life of an interaction (web-services reference, 3.1 and 3.2; for voice 3.5).
//
// An interaction waits in a queue, is offered to an agent, is held by the one who accepts, and
// ends. An offer that is rejected, runs out or is withdrawn puts it back to its place. A transfer
// to an agent leaves it with its owner until the other accepts. A voice call ends when the customer
// hangs up; of any other media the agent finishes what the customer has left. Completed
// interactions leave the state. What an agent puts into a workbin waits there until somebody takes
// it out, and is held then as if accepted.
#pragma once

#include <cordboard/interaction.hpp>
#include <cordboard/interaction_inputs.hpp>

#include "base/transition.hpp"

namespace cordboard::interaction {

using Machine = base::Machine<InteractionState, Input, states, inputs>;
using Row = base::Transition<InteractionState, Input>;
using enum InteractionState;
using enum Input;

inline constexpr Row open_media_rows[] = {
    {queued, invite, invited},
    {queued, leave, completed},
    {invited, accept, accepted},
    {invited, reject, queued},
    {invited, revoke, queued},
    {invited, leave, completed},
    {invited, change_user_data, invited},
    {accepted, complete, completed},
    {accepted, place_in_queue, queued},
    {accepted, transfer, transferring},
    {accepted, transfer_to_skill, queued},
    {accepted, revoke, queued},
    {accepted, leave, accepted},
    {accepted, change_user_data, accepted},
    {accepted, place_in_workbin, in_workbin},
    {in_workbin, pull, pulled},
    {in_workbin, leave, in_workbin},
    {pulled, complete, completed},
    {pulled, place_in_queue, queued},
    {pulled, transfer, transferring},
    {pulled, transfer_to_skill, queued},
    {pulled, revoke, queued},
    {pulled, leave, pulled},
    {pulled, change_user_data, pulled},
    {pulled, place_in_workbin, in_workbin},
    {transferring, accept, accepted},
    {transferring, reject, accepted},
    {transferring, revoke, accepted},
    {transferring, leave, accepted},
    {transferring, change_user_data, transferring},
};

inline constexpr Machine open_media{open_media_rows};

}  // namespace cordboard::interaction
