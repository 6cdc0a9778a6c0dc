// SPDX-License-Identifier: Apache-2.0
// The lives of chats with a session (web-services reference, 3.1 and 3.4). While the session is on,
// customer and agents write; when it has ended, the agent finishes the interaction as one of open
// media, and may read what was said.
#pragma once

#include <cordboard/interaction.hpp>
#include <cordboard/interaction_inputs.hpp>

#include "base/transition.hpp"
#include "state/state.hpp"

namespace cordboard::chat {

using interaction::Input;
using Row = base::Transition<InteractionState, Input>;
using Machine = base::Machine<InteractionState, Input, interaction::states, interaction::inputs>;
using enum InteractionState;
using enum interaction::Input;

inline constexpr Row live_rows[] = {
    {queued, invite, invited},
    {queued, leave, completed},
    {queued, customer_writes, queued},
    {invited, accept, accepted},
    {invited, reject, queued},
    {invited, revoke, queued},
    {invited, leave, completed},
    {invited, change_user_data, invited},
    {invited, customer_writes, invited},
    {accepted, complete, completed},
    {accepted, place_in_queue, queued},
    {accepted, transfer, transferring},
    {accepted, transfer_to_skill, queued},
    {accepted, revoke, queued},
    {accepted, leave, accepted},
    {accepted, change_user_data, accepted},
    {accepted, customer_writes, accepted},
    {accepted, send_message, accepted},
    {accepted, start_typing, accepted},
    {accepted, stop_typing, accepted},
    {accepted, end_session, accepted},
    {accepted, request_history, accepted},
    {transferring, accept, accepted},
    {transferring, reject, accepted},
    {transferring, revoke, accepted},
    {transferring, leave, accepted},
    {transferring, change_user_data, transferring},
    {transferring, customer_writes, transferring},
    {transferring, send_message, transferring},
    {transferring, start_typing, transferring},
    {transferring, stop_typing, transferring},
    {transferring, request_history, transferring},
};

inline constexpr Row ended_rows[] = {
    {accepted, request_history, accepted},
    {accepted, complete, completed},
    {accepted, place_in_queue, queued},
    {accepted, transfer, transferring},
    {accepted, transfer_to_skill, queued},
    {accepted, revoke, queued},
    {accepted, change_user_data, accepted},
    {accepted, place_in_workbin, in_workbin},
    {in_workbin, pull, pulled},
    {pulled, request_history, pulled},
    {pulled, complete, completed},
    {pulled, place_in_queue, queued},
    {pulled, transfer, transferring},
    {pulled, transfer_to_skill, queued},
    {pulled, revoke, queued},
    {pulled, change_user_data, pulled},
    {pulled, place_in_workbin, in_workbin},
    {transferring, accept, accepted},
    {transferring, reject, accepted},
    {transferring, revoke, accepted},
    {transferring, change_user_data, transferring},
    {transferring, request_history, transferring},
    {queued, invite, invited},
    {invited, accept, accepted},
    {invited, reject, queued},
    {invited, revoke, queued},
    {invited, change_user_data, invited},
};

inline constexpr Machine live{live_rows};
inline constexpr Machine ended{ended_rows, accepted};

}  // namespace cordboard::chat
