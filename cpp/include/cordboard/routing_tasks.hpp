// SPDX-License-Identifier: Apache-2.0
// The tasks that routing still has, in order. They are done before the next command; only a
// decision that an outside strategy has to make lets some of them wait.
#pragma once

#include <cstddef>
#include <vector>

#include <cordboard/ids.hpp>

namespace cordboard {

struct RoutingTask {
    InteractionId interaction;  // may find an agent; or
    AgentId agent;              // may take an interaction
    bool continues = false;     // the agent was at it already: what he declined stays declined
};

class RoutingTasks {
  public:
    bool is_empty() const { return next_ == tasks_.size(); }

    void route(InteractionId interaction) { tasks_.emplace_back(interaction, AgentId{}, false); }
    void pull(AgentId agent) { tasks_.emplace_back(InteractionId{}, agent, false); }

    // The agent goes on before anybody else.
    void go_on(AgentId agent) {
        tasks_.insert(tasks_.begin() + static_cast<std::ptrdiff_t>(next_), {{}, agent, true});
    }

    // An outside strategy is asked about the interaction: for the agent, or for all who are able.
    void ask(InteractionId interaction, AgentId agent) { asked_ = {interaction, agent, false}; }

    // It let the interaction wait: the agent may take another one.
    void decline() {
        if (asked_.agent.exists()) {
            declined_.push_back(asked_.interaction);
            go_on(asked_.agent);
        }
    }

    const std::vector<InteractionId>& declined() const { return declined_; }

    RoutingTask take() {
        const RoutingTask task = tasks_[next_++];
        if (!task.continues) {
            declined_.clear();
        }
        if (is_empty()) {
            tasks_.clear();
            next_ = 0;
        }
        return task;
    }

  private:
    std::vector<RoutingTask> tasks_;
    std::size_t next_ = 0;
    std::vector<InteractionId> declined_;
    RoutingTask asked_;
};

}  // namespace cordboard
