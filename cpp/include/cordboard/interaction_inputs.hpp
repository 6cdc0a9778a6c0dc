// SPDX-License-Identifier: Apache-2.0
// What can be done with an interaction: the inputs of its state machines, a table for voice calls
// (src/call), two for e-mails and the drafts of agents (src/email), and one for every other media
// (src/interaction).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace cordboard::interaction {

enum class Input : std::uint8_t {
    invite,
    accept,
    reject,
    revoke,
    complete,
    place_in_queue,
    transfer,
    transfer_to_skill,
    leave,
    change_user_data,
    place_in_workbin,
    pull,
    reply,
    reply_all,
    cancel,
    send_email,
    change_email,
    link_attachment,
    confirm,
    give_back,
};
inline constexpr std::size_t inputs = 20;
inline constexpr std::size_t states = 9;

// What agents see as capabilities; "" is not theirs to do.
inline constexpr std::string_view capability_names[inputs] = {
    "",
    "Accept",
    "Reject",
    "",
    "Complete",
    "PlaceInQueue",
    "Transfer",
    "Transfer",
    "",
    "UpdateUserData",
    "PlaceInWorkbin",
    "",
    "Reply",
    "ReplyAll",
    "Cancel",
    "Send",
    "UpdateProperties",
    "LinkAttachment",
    "",
    "",
};

}  // namespace cordboard::interaction
