// SPDX-License-Identifier: Apache-2.0
#include "call/after_call_work.hpp"

#include "agent/decide.hpp"
#include "state/lookup.hpp"

namespace cordboard::call {

void begin_after_call_work(const State& state, AgentId agent, MediaId media, Context& context) {
    if (state.settings.after_call_work == Duration{} || !agent.exists() ||
        !is_voice(state, media)) {
        return;
    }
    const Channel& channel = state.directory.channels.at(agent.value, media.value);
    if (channel.state != ChannelState::ready) {
        return;
    }
    AgentStateChanged event;
    event.agent = agent;
    event.media = media;
    event.state = ChannelState::not_ready;
    event.work_mode = WorkMode::after_call_work;
    event.operation = agent::matching(state, event.state, event.work_mode, "");
    event.until = context.now + state.settings.after_call_work;
    context.emit(event);
}

}  // namespace cordboard::call
