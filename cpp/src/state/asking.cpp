// SPDX-License-Identifier: Apache-2.0
#include "state/asking.hpp"

#include "state/lookup.hpp"

namespace cordboard {

Verdict check_exists(const State& state, AgentId agent, InteractionId id) {
    if (!exists(state, agent)) {
        return refuse(Reason::unknown_agent, "agent");
    }
    return find(state, id) != nullptr ? allowed
                                      : refuse(Reason::unknown_interaction, "interaction");
}

Verdict check_held(const State& state, AgentId agent, InteractionId id) {
    if (const Verdict verdict = check_exists(state, agent, id); !verdict.accepted()) {
        return verdict;
    }
    const AgentId owner = find(state, id)->owner;
    return owner.exists() && owner != agent ? refuse(Reason::not_owner, "agent") : allowed;
}

void enter_queue(const State& state, InteractionId id, QueueId queue,
                 std::optional<std::int32_t> priority, Context& context) {
    const Queue& rule = state.directory.queues[queue.value];
    InteractionQueued event;
    event.interaction = id;
    event.queue = queue;
    event.targets = rule.stages > 0 ? rule.stage[0].targets : TargetListId{};
    event.priority = priority.value_or(rule.priority);
    context.emit(event);
}

}  // namespace cordboard
