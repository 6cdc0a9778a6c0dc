// SPDX-License-Identifier: Apache-2.0
// The life of a party's leg in a call (web-services reference, 3.5), and what agents see of it as
// capabilities. An operation is possible when the leg's state has a row for its input and when what
// it needs beside that is so: another call to swap with, three parties, being muted.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include <cordboard/call.hpp>

#include "base/transition.hpp"

namespace cordboard::call {

enum class LegInput : std::uint8_t {
    dial,
    ring,
    connect,
    answer,
    hangup,
    hold,
    retrieve,
    send_dtmf,
    mute,
    unmute,
    single_step_transfer,
    single_step_conference,
    consult,
    swap,
    complete_transfer,
    complete_conference,
    end_consult,
    remove_participant,
    change_user_data,
    record,
};
inline constexpr std::size_t leg_inputs = 20;
inline constexpr std::size_t leg_states = 5;

namespace leg_table {

using Row = base::Transition<LegState, LegInput>;
using enum LegState;
using enum LegInput;

inline constexpr Row rows[] = {
    {released, dial, dialing},
    {released, ring, ringing},
    {dialing, connect, established},
    {dialing, hangup, released},
    {dialing, send_dtmf, dialing},
    {dialing, end_consult, released},
    {dialing, change_user_data, dialing},
    {ringing, answer, established},
    {ringing, hangup, released},
    {ringing, change_user_data, ringing},
    {established, hangup, released},
    {established, hold, held},
    {established, send_dtmf, established},
    {established, mute, established},
    {established, unmute, established},
    {established, single_step_transfer, released},
    {established, single_step_conference, established},
    {established, consult, held},
    {established, swap, held},
    {established, complete_transfer, released},
    {established, complete_conference, established},
    {established, end_consult, released},
    {established, remove_participant, established},
    {established, change_user_data, established},
    {established, record, established},
    {held, hangup, released},
    {held, retrieve, established},
    {held, single_step_transfer, released},
    {held, single_step_conference, held},
    {held, consult, held},
    {held, swap, established},
    {held, complete_transfer, released},
    {held, complete_conference, established},
    {held, end_consult, released},
    {held, change_user_data, held},
};

}  // namespace leg_table

inline constexpr base::Machine<LegState, LegInput, leg_states, leg_inputs> leg_machine{
    leg_table::rows};

// What an operation needs beside the leg's state.
enum class Need : std::uint8_t {
    nothing,
    no_consultation,  // the leg is in no pair of a call and its consult call
    nothing_active,   // nor is the agent connected in the other one of the pair
    swappable,        // the other one of the pair is held, this one not; or the other way round
    consult,          // the leg is the one in the call that has a consult call
    parent,           // the leg is the one in the consult call
    conference,       // of three parties at least, which the agent owns or monitors
    muted,
    unmuted,
    recording_starts,  // the recording can be started, and so on
    recording_pauses,
    recording_resumes,
    recording_stops,
};

struct Capability {
    std::string_view name;
    LegInput input;
    Need need = Need::nothing;
    bool is_of_supervisors = false;  // who monitor in the call: they have these and no others
};

inline constexpr Capability capabilities[] = {
    {"Answer", LegInput::answer},
    {"Hangup", LegInput::hangup, Need::nothing, true},
    {"Hold", LegInput::hold},
    {"Retrieve", LegInput::retrieve, Need::nothing_active},
    {"SendDtmf", LegInput::send_dtmf},
    {"MuteCall", LegInput::mute, Need::unmuted, true},
    {"UnmuteCall", LegInput::unmute, Need::muted, true},
    {"SingleStepTransfer", LegInput::single_step_transfer, Need::no_consultation},
    {"SingleStepConference", LegInput::single_step_conference, Need::no_consultation},
    {"InitiateTransfer", LegInput::consult, Need::no_consultation},
    {"InitiateConference", LegInput::consult, Need::no_consultation},
    {"CompleteTransfer", LegInput::complete_transfer, Need::consult},
    {"CompleteTransfer", LegInput::end_consult, Need::parent},
    {"CompleteConference", LegInput::complete_conference, Need::consult},
    {"CompleteConference", LegInput::end_consult, Need::parent},
    {"SwapCalls", LegInput::swap, Need::swappable},
    {"MergeWithOtherCall", LegInput::complete_conference, Need::consult},
    {"MergeWithOtherCall", LegInput::end_consult, Need::parent},
    {"RemoveParticipantFromConference", LegInput::remove_participant, Need::conference, true},
    {"StartCallRecording", LegInput::record, Need::recording_starts},
    {"PauseCallRecording", LegInput::record, Need::recording_pauses},
    {"ResumeCallRecording", LegInput::record, Need::recording_resumes},
    {"StopCallRecording", LegInput::record, Need::recording_stops},
    {"AttachUserData", LegInput::change_user_data},
    {"UpdateUserData", LegInput::change_user_data},
    {"DeleteUserData", LegInput::change_user_data},
    {"DeleteUserDataPair", LegInput::change_user_data},
};

}  // namespace cordboard::call
