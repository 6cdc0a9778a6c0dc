// SPDX-License-Identifier: Apache-2.0
// What agents and parties outside do with calls, by the dice of a history.
#pragma once

#include <iterator>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <cordboard/commands.hpp>

#include "call/monitoring.hpp"
#include "call/parties.hpp"
#include "state/lookup.hpp"
#include "state/state.hpp"

namespace cordboard::test {

template <class History>
class RandomCalls {
  public:
    explicit RandomCalls(History& dice) : dice_(dice) {}

    CommandBody next() {
        constexpr std::uint32_t of_agents = std::size(operations);
        const std::uint32_t which = dice_.below(of_agents + 14);
        if (which >= of_agents + 10) {
            return dice_.one_in(3) ? CommandBody{RefuseOutside{with_outside(), {}}}
                                   : CommandBody{AnswerOutside{with_outside(), {}}};
        }
        if (which > of_agents + 7) {
            return monitoring();
        }
        if (which > of_agents + 6) {
            return forwarding();
        }
        if (which > of_agents) {
            return DialCall{caller(), number(), dice_.one_in(4) ? dice_.some_data() : ValueText{}};
        }
        if (which == of_agents) {
            return LeaveInteraction{with_outside(), dice_.one_in(3) ? number() : Text{}};
        }
        return by_agent(which);
    }

  private:
    // An operation of that index, in a call in which it can be done.
    CommandBody by_agent(std::uint32_t which) {
        const auto [who, id] = part(operations[which]);
        if (!id.exists()) {
            return dice_.offer();
        }
        switch (which) {
            case 0:
                return AnswerCall{who, id};
            case 1:
                return HangupCall{who, id};
            case 2:
                return HoldCall{who, id};
            case 3:
                return RetrieveCall{who, id};
            case 4:
                return SendDtmf{who, id, dice_.arena.add(dice_.one_in(10) ? "x" : "1#")};
            case 5:
                return MuteCall{who, id, true};
            case 6:
                return InitiateTransfer{who, id, number()};
            case 7:
                return CompleteTransfer{who, id};
            case 8:
                return CompleteConference{who, id};
            case 9:
                return SwapCalls{who, id, other_of(who, id)};
            case 10:
                return MergeWithOtherCall{who, id, other_of(who, id)};
            case 11:
                return SingleStepTransfer{who, id, number()};
            case 12:
                return SingleStepConference{who, id, number()};
            case 13:
                return RemoveParticipantFromConference{who, id, participant(id)};
            case 14:
                if (dice_.one_in(4)) {
                    return DeleteUserDataPair{who, id,
                                              dice_.arena.add(dice_.one_in(2) ? "a" : "b")};
                }
                return ChangeUserData{who, id, UserDataOperation::update, dice_.some_data()};
            case 15:
                return InitiateConference{who, id, number()};
            case 16:
                return MuteCall{who, id, false};
            case 17:
                return StartCallRecording{who, id};
            case 18:
                return PauseCallRecording{who, id};
            case 19:
                return ResumeCallRecording{who, id};
            default:
                return StopCallRecording{who, dice_.one_in(4) ? InteractionId{} : id};
        }
    }

    // By a supervisor with a device, mostly of somebody who has a call or whom he monitors already.
    CommandBody monitoring() {
        const State& state = dice_.state();
        std::vector<AgentId> supervisors;
        std::vector<AgentId> busy;
        for (std::uint32_t i = 0; i < state.directory.agents.size(); ++i) {
            if (is_supervisor(state, {i}) && open_line(state, {i}).exists()) {
                supervisors.push_back({i});
            }
            if (state.directory.agents[i].handling > 0) {
                busy.push_back({i});
            }
        }
        const AgentId who = supervisors.empty() || dice_.one_in(20)
                                ? dice_.agent()
                                : supervisors[dice_.below(supervisors.size())];
        const Monitoring* present = call::monitoring_by(state, who);
        if (present != nullptr && dice_.one_in(3)) {
            return CancelSupervisorMonitoring{who, dice_.one_in(10) ? dice_.agent() : AgentId{}};
        }
        MonitorCalls command;
        command.agent = who;
        command.monitored = present != nullptr && !dice_.one_in(10) ? present->monitored
                            : busy.empty() || dice_.one_in(6)       ? dice_.agent()
                                                              : busy[dice_.below(busy.size())];
        command.state = static_cast<MonitoringState>(dice_.one_in(20) ? 0 : 1 + dice_.below(3));
        command.scope = static_cast<MonitoringScope>(dice_.below(2));
        command.mode = static_cast<MonitoringMode>(dice_.below(2));
        return command;
    }

    // On where it is off, and soon off again.
    CommandBody forwarding() {
        const AgentId who = dice_.agent();
        for (const Device& device : dice_.directory().devices) {
            if (device.forward_to != TextId{} && device.place.exists() && !dice_.one_in(3)) {
                const AgentId there = dice_.directory().places[device.place.value].agent;
                return ForwardCallsOff{there.exists() ? there : who, {}};
            }
        }
        return ForwardCallsOn{who, number(), dice_.one_in(20) ? dice_.device() : DeviceId{}};
    }

    static constexpr std::string_view operations[] = {"Answer",
                                                      "Hangup",
                                                      "Hold",
                                                      "Retrieve",
                                                      "SendDtmf",
                                                      "MuteCall",
                                                      "InitiateTransfer",
                                                      "CompleteTransfer",
                                                      "CompleteConference",
                                                      "SwapCalls",
                                                      "MergeWithOtherCall",
                                                      "SingleStepTransfer",
                                                      "SingleStepConference",
                                                      "RemoveParticipantFromConference",
                                                      "UpdateUserData",
                                                      "InitiateConference",
                                                      "UnmuteCall",
                                                      "StartCallRecording",
                                                      "PauseCallRecording",
                                                      "ResumeCallRecording",
                                                      "StopCallRecording"};

    // A device, a queue, somebody outside; now and then nonsense.
    Text number() {
        const std::uint32_t which = dice_.below(10);
        return dice_.arena.add(which < 6   ? "500" + std::to_string(dice_.below(5))
                               : which < 7 ? "800" + std::to_string(dice_.below(7))
                               : which < 9 ? "+3" + std::to_string(dice_.below(3))
                                           : "nobody");
    }

    // A call and an agent in it, of which he can do that, if there is one; now and then any.
    std::pair<AgentId, InteractionId> part(std::string_view operation) {
        std::vector<std::pair<AgentId, InteractionId>> found;
        for (const Interaction& one : dice_.state().interactions.slots) {
            if (!one.id.exists() ||
                dice_.directory().media[one.media.value].kind != MediaKind::voice) {
                continue;
            }
            for (const call::Party& party : call::parties(dice_.state(), one)) {
                if (call::is_capable(dice_.state(), one, party, operation)) {
                    found.emplace_back(party.agent, one.id);
                }
            }
        }
        if (dice_.one_in(30)) {
            return {dice_.agent(), dice_.interaction()};
        }
        return found.empty() ? std::pair{AgentId{}, InteractionId{}}
                             : found[dice_.below(found.size())];
    }

    // Mostly one who has a hand free.
    AgentId caller() {
        const Directory& directory = dice_.directory();
        std::vector<AgentId> found;
        for (std::uint32_t i = 0; i < directory.agents.size(); ++i) {
            for (std::uint32_t m = 0; m < directory.media.size(); ++m) {
                const Channel& channel = directory.channels.at(i, m);
                if (directory.media[m].kind == MediaKind::voice && channel.open &&
                    channel.held == 0) {
                    found.push_back({i});
                }
            }
        }
        return found.empty() || dice_.one_in(20) ? dice_.agent() : found[dice_.below(found.size())];
    }

    InteractionId other_of(AgentId who, InteractionId id) {
        const Interaction* found = find(dice_.state(), id);
        const Leg* leg =
            found == nullptr ? nullptr : call::party_of(dice_.state(), *found, who).leg;
        return leg == nullptr || dice_.one_in(20) ? dice_.interaction()
               : leg->consult.exists()            ? leg->consult
                                                  : leg->parent;
    }

    Text participant(InteractionId id) {
        const Interaction* found = find(dice_.state(), id);
        if (found == nullptr || dice_.one_in(10)) {
            return number();
        }
        const auto all = call::parties(dice_.state(), *found);
        const call::Party& one = all[dice_.below(all.size())];
        return dice_.arena.add(one.agent.exists() ? call::number_of(dice_.state(), one.agent)
                                                  : one.number);
    }

    InteractionId with_outside() {
        std::vector<InteractionId> found;
        for (const Interaction& one : dice_.state().interactions.slots) {
            if (one.first_leg != nothing) {
                found.push_back(one.id);
            }
        }
        return found.empty() || dice_.one_in(20) ? dice_.interaction()
                                                 : found[dice_.below(found.size())];
    }

    History& dice_;
};

}  // namespace cordboard::test
