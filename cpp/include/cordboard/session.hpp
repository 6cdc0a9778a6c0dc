// SPDX-License-Identifier: Apache-2.0
// The contact-centre session of an agent: its start opens channels, its end gives everything back,
// and it outlives a lost connection for a time of grace (web-services reference, 1.4 and 3.7).
#pragma once

#include <tuple>

#include <cordboard/done.hpp>
#include <cordboard/fields.hpp>
#include <cordboard/ids.hpp>
#include <cordboard/media_set.hpp>
#include <cordboard/text.hpp>
#include <cordboard/time.hpp>

namespace cordboard {

struct StartContactCenterSession {
    static constexpr std::string_view name = "StartContactCenterSession";
    AgentId agent;
    PlaceId place;
    ChannelList channels;
    Text login_code{};
    QueueId queue{};
    static constexpr auto fields() {
        return std::tuple{
            field("agent", &StartContactCenterSession::agent, "who starts"),
            optional_field("place", &StartContactCenterSession::place,
                           "absent: the agent's default"),
            field("channels", &StartContactCenterSession::channels, "the media to open"),
            optional_field("loginCode", &StartContactCenterSession::login_code,
                           "one of the agent's; absent: the first of his on the device's switch"),
            optional_field("queue", &StartContactCenterSession::queue,
                           "the queue of voice he logs in to")};
    }
};

struct EndContactCenterSession {
    static constexpr std::string_view name = "EndContactCenterSession";
    AgentId agent;
    static constexpr auto fields() {
        return std::tuple{field("agent", &EndContactCenterSession::agent, "who ends")};
    }
};

// The connection of an agent in session is lost: without RestoreConnection, or another start, the
// session ends when its grace is over.
struct LoseConnection {
    static constexpr std::string_view name = "LoseConnection";
    AgentId agent;
    static constexpr auto fields() {
        return std::tuple{field("agent", &LoseConnection::agent, "whose connection")};
    }
};

struct RestoreConnection {
    static constexpr std::string_view name = "RestoreConnection";
    static constexpr std::string_view event = "ConnectionRestored";
    AgentId agent;
    static constexpr auto fields() {
        return std::tuple{field("agent", &RestoreConnection::agent, "who is back")};
    }
};

// A code by which an agent logs in at a switch.
struct AddLoginCode {
    static constexpr std::string_view name = "AddLoginCode";
    static constexpr std::string_view event = "LoginCodeAdded";
    AgentId agent;
    Text code;
    Text switch_name{};
    static constexpr auto fields() {
        return std::tuple{field("agent", &AddLoginCode::agent, "whose code"),
                          field("code", &AddLoginCode::code, "unique in the contact centre"),
                          optional_field("switch", &AddLoginCode::switch_name,
                                         "the switch it is for; absent: that of devices without")};
    }
};

struct ContactCenterSessionStarted {
    static constexpr std::string_view name = "ContactCenterSessionStarted";
    AgentId agent;
    PlaceId place;
    MediaSet channels;
    Text login_code{};
    QueueId queue{};
    static constexpr auto fields() {
        return std::tuple{
            field("agent", &ContactCenterSessionStarted::agent, "whose session"),
            optional_field("place", &ContactCenterSessionStarted::place, "where"),
            field("channels", &ContactCenterSessionStarted::channels, "the channels that opened"),
            optional_field("loginCode", &ContactCenterSessionStarted::login_code,
                           "the code of the agent's log-in at the switch"),
            optional_field("queue", &ContactCenterSessionStarted::queue,
                           "the queue of voice he logged in to")};
    }
};

struct ContactCenterSessionEnded {
    static constexpr std::string_view name = "ContactCenterSessionEnded";
    AgentId agent;
    static constexpr auto fields() {
        return std::tuple{field("agent", &ContactCenterSessionEnded::agent, "whose session")};
    }
};

struct ConnectionLost {
    static constexpr std::string_view name = "ConnectionLost";
    AgentId agent;
    Instant until = never;
    static constexpr auto fields() {
        return std::tuple{field("agent", &ConnectionLost::agent, "whose connection"),
                          field("until", &ConnectionLost::until, "when his session ends")};
    }
};

using ConnectionRestored = Done<RestoreConnection>;
using LoginCodeAdded = Done<AddLoginCode>;

}  // namespace cordboard
