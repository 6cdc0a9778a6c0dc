// SPDX-License-Identifier: Apache-2.0
// The lives of e-mails (web-services reference, 3.1 and 3.3). A mail that comes in lives as
// interactions of open media do, and whoever holds it may begin answers to it. An answer, or a mail
// that answers none, is a draft from the beginning until it is sent; what could not be sent is a
// draft again, and waits in its queue if its sender has gone.
#pragma once

#include <cordboard/interaction.hpp>
#include <cordboard/interaction_inputs.hpp>

#include "base/transition.hpp"
#include "state/state.hpp"

namespace cordboard::email {

using interaction::Input;
using Row = base::Transition<InteractionState, Input>;
using Machine = base::Machine<InteractionState, Input, interaction::states, interaction::inputs>;
using enum InteractionState;
using enum interaction::Input;

inline constexpr Row inbound_rows[] = {
    {queued, invite, invited},
    {queued, leave, completed},
    {invited, accept, accepted},
    {invited, reject, queued},
    {invited, revoke, queued},
    {invited, leave, completed},
    {invited, change_user_data, invited},
    {accepted, reply, accepted},
    {accepted, reply_all, accepted},
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
    {pulled, reply, pulled},
    {pulled, reply_all, pulled},
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

inline constexpr Row draft_rows[] = {
    {reply_created, cancel, completed},
    {reply_created, send_email, sent},
    {reply_created, change_email, reply_created},
    {reply_created, link_attachment, reply_created},
    {reply_created, change_user_data, reply_created},
    {reply_created, place_in_workbin, in_workbin},
    {reply_created, transfer, transferring},
    {reply_created, transfer_to_skill, queued},
    {reply_created, revoke, queued},
    {sent, confirm, completed},
    {sent, give_back, reply_created},
    {in_workbin, pull, pulled},
    {pulled, cancel, completed},
    {pulled, send_email, sent},
    {pulled, change_email, pulled},
    {pulled, link_attachment, pulled},
    {pulled, change_user_data, pulled},
    {pulled, place_in_workbin, in_workbin},
    {pulled, transfer, transferring},
    {pulled, transfer_to_skill, queued},
    {pulled, revoke, queued},
    {transferring, accept, reply_created},
    {transferring, reject, reply_created},
    {transferring, revoke, reply_created},
    {transferring, change_user_data, transferring},
    {queued, invite, invited},
    {invited, accept, reply_created},
    {invited, reject, queued},
    {invited, revoke, queued},
    {invited, change_user_data, invited},
};

inline constexpr Machine inbound{inbound_rows};
inline constexpr Machine draft{draft_rows, reply_created};

inline const Machine& machine_of(const Interaction& email) {
    return email.is_draft ? draft : inbound;
}

}  // namespace cordboard::email
