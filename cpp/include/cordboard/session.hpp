// SPDX-License-Identifier: Apache-2.0
// The contact-centre session of an agent: its start opens channels, its end gives everything back
// (web-services reference, 3.7).
#pragma once

#include <tuple>

#include <cordboard/fields.hpp>
#include <cordboard/ids.hpp>
#include <cordboard/media_set.hpp>

namespace cordboard {

struct StartContactCenterSession {
    static constexpr std::string_view name = "StartContactCenterSession";
    AgentId agent;
    PlaceId place;
    MediaSet channels;
    static constexpr auto fields() {
        return std::tuple{
            field("agent", &StartContactCenterSession::agent, "who starts"),
            optional_field("place", &StartContactCenterSession::place,
                           "absent: the agent's default"),
            field("channels", &StartContactCenterSession::channels, "the media to open")};
    }
};

struct EndContactCenterSession {
    static constexpr std::string_view name = "EndContactCenterSession";
    AgentId agent;
    static constexpr auto fields() {
        return std::tuple{field("agent", &EndContactCenterSession::agent, "who ends")};
    }
};

struct ContactCenterSessionStarted {
    static constexpr std::string_view name = "ContactCenterSessionStarted";
    AgentId agent;
    PlaceId place;
    MediaSet channels;
    static constexpr auto fields() {
        return std::tuple{
            field("agent", &ContactCenterSessionStarted::agent, "whose session"),
            optional_field("place", &ContactCenterSessionStarted::place, "where"),
            field("channels", &ContactCenterSessionStarted::channels, "the channels that opened")};
    }
};

struct ContactCenterSessionEnded {
    static constexpr std::string_view name = "ContactCenterSessionEnded";
    AgentId agent;
    static constexpr auto fields() {
        return std::tuple{field("agent", &ContactCenterSessionEnded::agent, "whose session")};
    }
};

}  // namespace cordboard
