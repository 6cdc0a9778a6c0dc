// SPDX-License-Identifier: Apache-2.0
// What supervisors ask for beside being in a call.
#include "call/monitoring.hpp"

#include "call/decide.hpp"
#include "call_control/decide.hpp"
#include "call_control/monitoring.hpp"
#include "state/lookup.hpp"

namespace cordboard {

namespace {

Verdict check_supervisor(const State& state, AgentId agent) {
    if (!exists(state, agent)) {
        return refuse(Reason::unknown_agent, "agent");
    }
    return is_supervisor(state, agent) ? allowed : refuse(Reason::not_supervisor, "agent");
}

// Whom the supervisor may monitor from now on, or monitors already.
Verdict check_target(const State& state, const MonitorCalls& command) {
    if (!exists(state, command.monitored)) {
        return refuse(Reason::unknown_agent, "monitored");
    }
    if (command.monitored == command.agent) {
        return refuse(Reason::invalid_value, "monitored");
    }
    const Monitoring* there = call::monitoring_of(state, command.monitored);
    if (there != nullptr && there->supervisor != command.agent) {
        return refuse(Reason::monitored, "monitored");
    }
    const Monitoring* other = call::monitoring_by(state, command.agent);
    return other != nullptr && other->monitored != command.monitored
               ? refuse(Reason::not_in_state, "monitored")
               : allowed;
}

// Who has barged in may be what keeps the call going.
bool can_fall_silent(const State& state, AgentId supervisor) {
    const Interaction* call = call::monitored_call(state, supervisor);
    return call == nullptr || call::goes_on_without(state, *call, supervisor);
}

}  // namespace

namespace call_control {

void end_monitoring(const State& state, const Monitoring& monitoring, Context& context) {
    const Interaction* call = call::monitored_call(state, monitoring.supervisor);
    if (call != nullptr) {
        call::release(state, *call, call::party_of(state, *call, monitoring.supervisor),
                      Cause::monitoring_ended, context);
    }
    end_remaining(state, monitoring, context);
}

void end_remaining(const State& state, const Monitoring& monitoring, Context& context) {
    if (monitoring.mode == MonitoringMode::all_calls ||
        call::monitored_call(state, monitoring.supervisor) == nullptr) {
        context.emit(MonitoringEnded{monitoring.supervisor, monitoring.monitored});
    }
}

void end_all_monitoring(const State& state, Context& context) {
    for (const Interaction& one : state.interactions.slots) {
        if (one.first_leg != nothing) {
            call::release_all_supervisors(state, one, context);
        }
    }
    for (const Monitoring& one : state.monitorings) {
        end_remaining(state, one, context);
    }
}

}  // namespace call_control

Verdict decide(const State& state, const MonitorCalls& command, Context& context) {
    if (const Verdict verdict = check_supervisor(state, command.agent); !verdict.accepted()) {
        return verdict;
    }
    if (const Verdict verdict = check_target(state, command); !verdict.accepted()) {
        return verdict;
    }
    if (command.state == MonitoringState::none) {
        return refuse(Reason::invalid_value, "state");
    }
    if (!open_line(state, command.agent).exists()) {
        return refuse(Reason::not_in_session, "agent");
    }
    const Monitoring* present = call::monitoring_by(state, command.agent);
    const MonitoringState before = present == nullptr ? MonitoringState::none : present->state;
    const bool falls_silent = before == MonitoringState::barge_in;
    if (!call::monitoring_machine.allows(before, call::input_for(command.state)) ||
        (falls_silent && !can_fall_silent(state, command.agent))) {
        return refuse(Reason::not_in_state, "state");
    }
    context.emit(MonitoringChanged{command.agent, command.monitored, command.state, command.scope,
                                   command.mode});
    if (present == nullptr) {
        call::join_present(
            state, {command.agent, command.monitored, command.state, command.scope, command.mode},
            context);
    }
    return allowed;
}

Verdict decide(const State& state, const CancelSupervisorMonitoring& command, Context& context) {
    if (const Verdict verdict = check_supervisor(state, command.agent); !verdict.accepted()) {
        return verdict;
    }
    const Monitoring* present = call::monitoring_by(state, command.agent);
    const MonitoringState before = present == nullptr ? MonitoringState::none : present->state;
    if (!call::monitoring_machine.allows(before, call::MonitoringInput::cancel)) {
        return refuse(Reason::not_in_state, "agent");
    }
    if (command.monitored.exists() && command.monitored != present->monitored) {
        return refuse(Reason::not_in_state, "monitored");
    }
    call_control::end_monitoring(state, *present, context);
    return allowed;
}

}  // namespace cordboard
