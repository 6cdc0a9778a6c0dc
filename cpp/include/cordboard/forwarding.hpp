// SPDX-License-Identifier: Apache-2.0
// Forwarding of the calls that are dialed to a device (web-services reference, 1.6 and 3.6). It is
// of the number, not of the agent: what a queue has for him is offered to him all the same.
#pragma once

#include <cstdint>
#include <tuple>

#include <cordboard/interaction.hpp>

namespace cordboard {

enum class ForwardingState : std::uint8_t { off, on };
template <>
struct Names<ForwardingState> {
    static constexpr std::string_view names[] = {"Off", "On"};
};

struct ForwardCallsOn {
    static constexpr std::string_view name = "ForwardCallsOn";
    AgentId agent;
    Text destination;
    DeviceId device;
    static constexpr auto fields() {
        return std::tuple{field("agent", &ForwardCallsOn::agent, "whose device"),
                          field("destination", &ForwardCallsOn::destination,
                                "the number of a device or of a queue, or one outside"),
                          optional_field("device", &ForwardCallsOn::device,
                                         "absent: the first one at his place")};
    }
};

struct ForwardCallsOff {
    static constexpr std::string_view name = "ForwardCallsOff";
    AgentId agent;
    DeviceId device;
    static constexpr auto fields() {
        return std::tuple{field("agent", &ForwardCallsOff::agent, "whose device"),
                          optional_field("device", &ForwardCallsOff::device,
                                         "absent: the first one at his place")};
    }
};

struct ForwardingChanged {
    static constexpr std::string_view name = "ForwardingChanged";
    AgentId agent;
    DeviceId device;
    Text destination;
    static constexpr auto fields() {
        return std::tuple{field("agent", &ForwardingChanged::agent, "who asked for it"),
                          field("device", &ForwardingChanged::device, "of which device"),
                          optional_field("destination", &ForwardingChanged::destination,
                                         "where its calls go; absent: they ring there again")};
    }
};

// A call that was dialed to the agent's device goes on from there at once.
struct CallForwarded {
    static constexpr std::string_view name = "CallForwarded";
    InteractionId interaction;
    AgentId agent;
    Text destination;
    static constexpr auto fields() {
        return std::tuple{field("interaction", &CallForwarded::interaction, "which call"),
                          field("agent", &CallForwarded::agent, "who works at the device"),
                          field("destination", &CallForwarded::destination, "the next number")};
    }
};

}  // namespace cordboard
