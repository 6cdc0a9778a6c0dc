// SPDX-License-Identifier: Apache-2.0
// What happens to the legs of a call.
#pragma once

#include <tuple>

#include <cordboard/call.hpp>
#include <cordboard/interaction_events.hpp>

namespace cordboard {

// An agent's new call; who is called rings, or the call is queued, or its party is busy.
struct CallDialed {
    static constexpr std::string_view name = "CallDialed";
    InteractionId interaction;
    AgentId agent;
    Text destination;
    InteractionId parent;
    static constexpr auto fields() {
        return std::tuple_cat(
            held_fields<CallDialed>(),
            std::tuple{field("destination", &CallDialed::destination, "the number"),
                       optional_field("parent", &CallDialed::parent,
                                      "of a consult call: the call that it is about")});
    }
};

// A party of a call: an agent, or somebody outside, by his number; the customer of a call out of a
// queue has none.
template <class Self>
constexpr auto party_fields() {
    return std::tuple{
        field("interaction", &Self::interaction, "which call"),
        optional_field("agent", &Self::agent, "who; absent: somebody outside"),
        optional_field("phoneNumber", &Self::phone_number, "the number of who is outside")};
}

struct PartyRang {
    static constexpr std::string_view name = "PartyRang";
    InteractionId interaction;
    AgentId agent;
    Text phone_number;
    AgentId by;
    Instant until = never;
    static constexpr auto fields() {
        return std::tuple_cat(party_fields<PartyRang>(),
                              std::tuple{field("by", &PartyRang::by, "who has him called"),
                                         optional_field("until", &PartyRang::until,
                                                        "when it ends without an answer")});
    }
};

struct PartyAnswered {
    static constexpr std::string_view name = "PartyAnswered";
    InteractionId interaction;
    AgentId agent;
    Text phone_number;
    static constexpr auto fields() { return party_fields<PartyAnswered>(); }
};

struct PartyReleased {
    static constexpr std::string_view name = "PartyReleased";
    InteractionId interaction;
    AgentId agent;
    Text phone_number;
    Cause cause = Cause::agent;
    static constexpr auto fields() {
        return std::tuple_cat(party_fields<PartyReleased>(),
                              std::tuple{field("cause", &PartyReleased::cause, "why")});
    }
};

struct CallHeld {
    static constexpr std::string_view name = "CallHeld";
    InteractionId interaction;
    AgentId agent;
    static constexpr auto fields() { return held_fields<CallHeld>(); }
};

struct CallRetrieved {
    static constexpr std::string_view name = "CallRetrieved";
    InteractionId interaction;
    AgentId agent;
    static constexpr auto fields() { return held_fields<CallRetrieved>(); }
};

struct CallMuted {
    static constexpr std::string_view name = "CallMuted";
    InteractionId interaction;
    AgentId agent;
    bool on = false;
    static constexpr auto fields() {
        return std::tuple_cat(
            held_fields<CallMuted>(),
            std::tuple{field("on", &CallMuted::on, "false: the others hear him again")});
    }
};

struct DtmfSent {
    static constexpr std::string_view name = "DtmfSent";
    InteractionId interaction;
    AgentId agent;
    Text digits;
    static constexpr auto fields() {
        return std::tuple_cat(held_fields<DtmfSent>(),
                              std::tuple{field("digits", &DtmfSent::digits, "the digits")});
    }
};

// The agent is out of the call. The others of the consult call, if there is one, are in it now.
struct CallTransferred {
    static constexpr std::string_view name = "CallTransferred";
    InteractionId interaction;
    AgentId agent;
    InteractionId consult;
    static constexpr auto fields() {
        return std::tuple_cat(held_fields<CallTransferred>(),
                              std::tuple{optional_field("consult", &CallTransferred::consult,
                                                        "the call that has been joined with it;"
                                                        " absent: in a single step")});
    }
};

// The others of the consult call are in the call now, and the agent is established in it.
struct CallConferenced {
    static constexpr std::string_view name = "CallConferenced";
    InteractionId interaction;
    AgentId agent;
    InteractionId consult;
    static constexpr auto fields() {
        return std::tuple_cat(held_fields<CallConferenced>(),
                              std::tuple{field("consult", &CallConferenced::consult,
                                               "the call that has been joined with it")});
    }
};

}  // namespace cordboard
