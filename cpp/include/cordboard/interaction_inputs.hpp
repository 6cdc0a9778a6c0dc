// SPDX-License-Identifier: Apache-2.0
// What can be done with an interaction: the inputs of its state machines, a table for voice calls
// (src/call), two for e-mails and the drafts of agents (src/email), two for chats while their
// session is on and afterwards (src/chat), and one for everything else (src/interaction).
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
    customer_writes,
    send_message,
    start_typing,
    stop_typing,
    end_session,
    request_history,
};
inline constexpr std::size_t inputs = 26;
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
    "",
    "SendMessage",
    "SendStartTypingNotification",
    "SendStopTypingNotification",
    "EndChatSession",
    "RequestChatHistory",
};

}  // namespace cordboard::interaction
