// SPDX-License-Identifier: Apache-2.0
// Call control: what agents do on the phone beside answering and hanging up, and what the far end
// of an outside number does (web-services reference, 1.14 and 3.5). A call has parties; the part of
// each is a leg with a state of its own.
#pragma once

#include <cstdint>
#include <tuple>

#include <cordboard/interaction.hpp>

namespace cordboard {

// Released is both how a leg begins and how it ends.
enum class LegState : std::uint8_t { released, dialing, ringing, established, held };
template <>
struct Names<LegState> {
    static constexpr std::string_view names[] = {"Released", "Dialing", "Ringing", "Established",
                                                 "Held"};
};

// Calls a number: the device of another agent, a queue, or somebody outside.
struct DialCall {
    static constexpr std::string_view name = "DialCall";
    AgentId agent;
    Text destination;
    ValueText user_data;
    static constexpr auto fields() {
        return std::tuple{field("agent", &DialCall::agent, "who calls"),
                          field("destination", &DialCall::destination,
                                "the number of a device or of a queue, or one outside"),
                          optional_field("userData", &DialCall::user_data, "attached data")};
    }
};

struct AnswerCall {
    static constexpr std::string_view name = "AnswerCall";
    AgentId agent;
    InteractionId interaction;
    static constexpr auto fields() { return held_fields<AnswerCall>(); }
};

struct HangupCall {
    static constexpr std::string_view name = "HangupCall";
    AgentId agent;
    InteractionId interaction;
    static constexpr auto fields() { return held_fields<HangupCall>(); }
};

struct HoldCall {
    static constexpr std::string_view name = "HoldCall";
    AgentId agent;
    InteractionId interaction;
    static constexpr auto fields() { return held_fields<HoldCall>(); }
};

struct RetrieveCall {
    static constexpr std::string_view name = "RetrieveCall";
    AgentId agent;
    InteractionId interaction;
    static constexpr auto fields() { return held_fields<RetrieveCall>(); }
};

struct SendDtmf {
    static constexpr std::string_view name = "SendDtmf";
    AgentId agent;
    InteractionId interaction;
    Text digits;
    static constexpr auto fields() {
        return std::tuple_cat(held_fields<SendDtmf>(),
                              std::tuple{field("digits", &SendDtmf::digits, "of 0 to 9, * and #")});
    }
};

struct MuteCall {
    static constexpr std::string_view name = "MuteCall";
    AgentId agent;
    InteractionId interaction;
    bool on = true;
    static constexpr auto fields() {
        return std::tuple_cat(
            held_fields<MuteCall>(),
            std::tuple{optional_field("on", &MuteCall::on, "false: the others hear him again")});
    }
};

// A party outside answers, or does not: the one of that number, or the first who has been dialed.
struct AnswerOutside {
    static constexpr std::string_view name = "AnswerOutside";
    InteractionId interaction;
    Text phone_number;
    static constexpr auto fields() {
        return std::tuple{field("interaction", &AnswerOutside::interaction, "which call"),
                          optional_field("phoneNumber", &AnswerOutside::phone_number,
                                         "who answers; absent: the first who is dialed")};
    }
};

struct RefuseOutside {
    static constexpr std::string_view name = "RefuseOutside";
    InteractionId interaction;
    Text phone_number;
    static constexpr auto fields() {
        return std::tuple{field("interaction", &RefuseOutside::interaction, "which call"),
                          optional_field("phoneNumber", &RefuseOutside::phone_number,
                                         "who is busy or does not answer; absent: the first who is"
                                         " dialed")};
    }
};

template <class Self>
constexpr auto destined_fields() {
    return std::tuple_cat(
        held_fields<Self>(),
        std::tuple{field("destination", &Self::destination,
                         "the number of a device or of a queue, or one outside")});
}

// The call is held, and a consult call goes to the destination.
struct InitiateTransfer {
    static constexpr std::string_view name = "InitiateTransfer";
    AgentId agent;
    InteractionId interaction;
    Text destination;
    static constexpr auto fields() { return destined_fields<InitiateTransfer>(); }
};

struct InitiateConference {
    static constexpr std::string_view name = "InitiateConference";
    AgentId agent;
    InteractionId interaction;
    Text destination;
    static constexpr auto fields() { return destined_fields<InitiateConference>(); }
};

// On the held call or on the consult call: the others are joined, and the agent is out of both.
struct CompleteTransfer {
    static constexpr std::string_view name = "CompleteTransfer";
    AgentId agent;
    InteractionId interaction;
    static constexpr auto fields() { return held_fields<CompleteTransfer>(); }
};

// Likewise, and the agent stays with them.
struct CompleteConference {
    static constexpr std::string_view name = "CompleteConference";
    AgentId agent;
    InteractionId interaction;
    static constexpr auto fields() { return held_fields<CompleteConference>(); }
};

template <class Self>
constexpr auto paired_fields() {
    return std::tuple_cat(
        held_fields<Self>(),
        std::tuple{field("other", &Self::other, "the other one of a call and its consult call")});
}

// Holds the one and retrieves the other.
struct SwapCalls {
    static constexpr std::string_view name = "SwapCalls";
    AgentId agent;
    InteractionId interaction;
    InteractionId other;
    static constexpr auto fields() { return paired_fields<SwapCalls>(); }
};

struct MergeWithOtherCall {
    static constexpr std::string_view name = "MergeWithOtherCall";
    AgentId agent;
    InteractionId interaction;
    InteractionId other;
    static constexpr auto fields() { return paired_fields<MergeWithOtherCall>(); }
};

// The agent leaves the call to the destination.
struct SingleStepTransfer {
    static constexpr std::string_view name = "SingleStepTransfer";
    AgentId agent;
    InteractionId interaction;
    Text destination;
    static constexpr auto fields() { return destined_fields<SingleStepTransfer>(); }
};

// The destination is called into the call.
struct SingleStepConference {
    static constexpr std::string_view name = "SingleStepConference";
    AgentId agent;
    InteractionId interaction;
    Text destination;
    static constexpr auto fields() { return destined_fields<SingleStepConference>(); }
};

struct RemoveParticipantFromConference {
    static constexpr std::string_view name = "RemoveParticipantFromConference";
    AgentId agent;
    InteractionId interaction;
    Text participant;
    static constexpr auto fields() {
        return std::tuple_cat(
            held_fields<RemoveParticipantFromConference>(),
            std::tuple{field("participant", &RemoveParticipantFromConference::participant,
                             "the phone number of who shall go; empty: the customer")});
    }
};

}  // namespace cordboard
