// SPDX-License-Identifier: Apache-2.0
#include "state/asking.hpp"

#include <cordboard/limits.hpp>
#include <cordboard/value.hpp>

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

Verdict check_user_data(std::string_view bytes) {
    if (static_cast<std::int64_t>(bytes.size()) > limits::user_data_bytes) {
        return refuse(Reason::too_long, "userData");
    }
    return bytes.empty() || value::is_object(bytes) ? allowed
                                                    : refuse(Reason::invalid_value, "userData");
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
