// SPDX-License-Identifier: Apache-2.0
// Centres and models of the benchmarks, built by commands.
#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>
#include <variant>

#include <cordboard/engine.hpp>

#include "sim/model.hpp"

namespace cordboard::benchmarks {

// Gives commands at an instant of its own and keeps the events.
class Builder {
  public:
    Instant now{0};
    Engine engine;
    EventBatch events;
    Arena texts;

    template <class Body>
    void say(const Body& body) {
        if (!engine.apply({now, body}, texts, events).accepted()) {
            throw std::logic_error("refused: " + std::string(Body::name));
        }
    }
    Text text(const std::string& name) { return texts.add(name); }
};

// `agents` agents of one group, who serve `queues` voice queues.
inline Builder voice_center(std::uint32_t agents, std::uint32_t queues) {
    Builder builder;
    CreateMedia voice;
    voice.media_name = builder.text("voice");
    voice.kind = MediaKind::voice;
    builder.say(voice);
    builder.say(CreateAgentGroup{builder.text("everybody")});
    for (std::uint32_t i = 0; i < agents; ++i) {
        CreateAgent agent;
        agent.user_name = builder.text("agent" + std::to_string(i));
        builder.say(agent);
        builder.say(AddAgentToGroup{{0}, {i}});
    }
    for (std::uint32_t i = 0; i < queues; ++i) {
        CreateQueue queue;
        queue.queue_name = builder.text("queue" + std::to_string(i));
        queue.media = {0};
        builder.say(queue);
        CreateTarget target;
        target.media = {0};
        target.kind = TargetKind::agent_group;
        target.agent_group = {0};
        builder.say(target);
        builder.say(CreateTargetList{{i}});
        builder.say(SetRoutingTargets{{i}, {i}, 0, {}});
    }
    return builder;
}

// The same centre, where a strategy outside the engine chooses.
inline Engine choosing_outside(const Builder& builder) {
    Builder other = builder;
    SetRoutingStrategy set;
    set.choice = AgentChoice::external;
    other.say(set);
    return other.engine;
}

inline void log_in_all(Builder& builder, std::uint32_t agents) {
    for (std::uint32_t i = 0; i < agents; ++i) {
        StartContactCenterSession start;
        start.agent = {i};
        start.channels.media.insert({0});
        builder.say(start);
        SetAgentState ready;
        ready.agent = {i};
        ready.state = ChannelState::ready;
        builder.say(ready);
    }
}

// 48 calls a minute, a minute of handling, 50 agents, patience of two minutes on average.
inline sim::Model mm50m(const Engine& genesis, Duration duration) {
    const auto exponential = [](double mean) {
        return std::get<base::Distribution>(base::Distribution::exponential(mean));
    };
    sim::Model model;
    model.genesis = genesis;
    model.duration = duration;
    sim::ArrivalRow row;
    row.queue = {0};
    row.rate = 48 / 60e6;
    model.arrivals.push_back(row);
    model.handling.push_back({{}, {}, {}, {}, exponential(60e6)});
    model.patience.push_back({{}, {}, {}, {}, exponential(120e6)});
    return model;
}

}  // namespace cordboard::benchmarks
