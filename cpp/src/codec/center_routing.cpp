// SPDX-License-Identifier: Apache-2.0
// The routing rules of the queues. In the file an overflow adds targets to those before it; the
// engine replaces one list by the next, so each step's list holds all targets so far. Equal targets
// and equal lists are created once: the cost of a routing decision follows their number.
#include <algorithm>
#include <map>
#include <optional>
#include <tuple>

#include <cordboard/limits.hpp>

#include "codec/center_draft.hpp"

namespace cordboard::codec {

namespace {

using Optional = std::optional<Reader>;

class RoutingReader {
  public:
    explicit RoutingReader(CenterDraft& draft) : draft_(draft) {}

    void read_row(Reader row);

  private:
    using Targets = std::vector<TargetId>;

    TargetId read_target(Reader reader, MediaId media);
    void read_targets(Reader reader, MediaId media, Targets& targets);
    TargetListId list_of(const Targets& targets, Reader origin);
    void read_overflow(Reader reader, QueueId queue, Targets targets);
    void read_priority(Reader row, QueueId queue, const Optional& priority, const Optional& aging);

    CenterDraft& draft_;
    std::map<std::tuple<MediaId, TargetKind, std::string>, TargetId> known_targets_;
    std::map<Targets, TargetListId> known_lists_;
    std::map<QueueId, Position> rules_;
};

TargetId RoutingReader::read_target(Reader reader, MediaId media) {
    Fields fields = reader.as_mapping();
    const Optional skill = fields.optional("skill");
    const Optional agent = fields.optional("agent");
    const Optional group = fields.optional("agent_group");
    fields.finish();
    if ((skill ? 1 : 0) + (agent ? 1 : 0) + (group ? 1 : 0) != 1) {
        reader.refuse("expected one of skill, agent, agent_group",
                      "write for example {skill: \"billing >= 5\"}; several targets are a list");
    }
    CreateTarget command;
    command.media = media;
    std::string key;
    if (skill) {
        key = skill->as_name();
        command.kind = TargetKind::skill;
    } else if (agent) {
        command.kind = TargetKind::agent;
        command.agent = draft_.agents.resolve(*agent);
        key = agent->as_text_or_digits();
    } else {
        command.kind = TargetKind::agent_group;
        command.agent_group = draft_.agent_groups.resolve(*group);
        key = group->as_text_or_digits();
    }
    const auto count = static_cast<std::uint32_t>(known_targets_.size());
    const auto [known, is_new] =
        known_targets_.try_emplace({media, command.kind, key}, TargetId{count});
    if (is_new) {
        command.skill = skill ? draft_.text(key) : Text{};
        draft_.say(command, reader);
    }
    return known->second;
}

void RoutingReader::read_targets(Reader reader, MediaId media, Targets& targets) {
    const auto add = [&](Reader one) {
        const TargetId target = read_target(one, media);
        if (std::find(targets.begin(), targets.end(), target) == targets.end()) {
            targets.push_back(target);
        }
    };
    if (reader.kind() != Kind::sequence) {
        add(reader);
    } else {
        for (const Reader one : reader.as_list()) {
            add(one);
        }
    }
    if (targets.empty()) {
        reader.refuse("expected at least one target", "leave the key away to have none");
    }
    if (static_cast<std::int64_t>(targets.size()) > limits::targets_in_list) {
        reader.refuse("a queue has at most " + std::to_string(limits::targets_in_list) +
                          " targets, those of its overflows included",
                      "use an agent group or a skill that comprises them");
    }
}

TargetListId RoutingReader::list_of(const Targets& targets, Reader origin) {
    const auto count = static_cast<std::uint32_t>(known_lists_.size());
    const auto [known, is_new] = known_lists_.try_emplace(targets, TargetListId{count});
    if (is_new) {
        draft_.say(CreateTargetList{targets.front()}, origin);
        for (std::size_t i = 1; i < targets.size(); ++i) {
            draft_.say(AddTargetToList{known->second, targets[i]}, origin);
        }
    }
    return known->second;
}

void RoutingReader::read_overflow(Reader reader, QueueId queue, Targets targets) {
    const MediaId media = draft_.media_of_queue[queue.value];
    Rows steps;
    if (reader.kind() == Kind::sequence) {
        for (const Reader step : reader.as_list()) {
            steps.push_back(step);
        }
    } else {
        steps.push_back(reader);
    }
    if (static_cast<std::int64_t>(steps.size()) > limits::overflow_stages) {
        reader.refuse("a queue has at most " + std::to_string(limits::overflow_stages) +
                      " overflow steps");
    }
    Duration before;
    for (std::size_t i = 0; i < steps.size(); ++i) {
        Fields fields = steps[i].as_mapping();
        const Reader after = fields.required("after");
        const Duration time = after.as_duration();
        if (time < before) {
            after.refuse("an overflow comes no earlier than the one before it",
                         "times count from entering the queue; put the steps in order");
        }
        before = time;
        read_targets(fields.required("target"), media, targets);
        fields.finish();
        draft_.say(SetRoutingTargets{queue, list_of(targets, steps[i]),
                                     static_cast<std::int32_t>(i + 1), time},
                   steps[i]);
    }
}

void RoutingReader::read_priority(Reader row, QueueId queue, const Optional& priority,
                                  const Optional& aging) {
    if (!priority && !aging) {
        return;
    }
    SetRoutingPriority command;
    command.queue = queue;
    if (priority) {
        command.priority =
            static_cast<std::int32_t>(priority->as_integer(-limits::priority, limits::priority));
    }
    if (aging) {
        Fields fields = aging->as_mapping();
        command.aging_every = fields.required("every").as_duration(Duration{1});
        command.aging_add =
            static_cast<std::int32_t>(fields.required("add").as_integer(0, limits::priority));
        fields.finish();
    }
    draft_.say(command, row);
}

void RoutingReader::read_row(Reader row) {
    Fields fields = row.as_mapping();
    const Reader name = fields.required("queue");
    const QueueId queue = draft_.queues.resolve(name);
    if (const auto [rule, is_new] = rules_.try_emplace(queue, name.node().position()); !is_new) {
        name.refuse("the queue " + quoted(name.as_text_or_digits()) +
                        " has a rule already, in line " + std::to_string(rule->second.line),
                    "write one rule a queue");
    }
    const Optional target = fields.optional("target");
    const Optional overflow = fields.optional("overflow");
    if (target) {
        Targets targets;
        read_targets(*target, draft_.media_of_queue[queue.value], targets);
        draft_.say(SetRoutingTargets{queue, list_of(targets, *target), 0, {}}, row);
        if (overflow) {
            read_overflow(*overflow, queue, targets);
        }
    } else if (overflow) {
        overflow->refuse("an overflow adds to the targets of a queue, and this one has none",
                         "write its target");
    }
    read_priority(row, queue, fields.optional("priority"), fields.optional("aging"));
    if (const Optional timeout = fields.optional("timeout")) {
        draft_.say(SetRoutingTimeout{queue, timeout->as_duration()}, row);
    }
    fields.finish();
}

}  // namespace

void read_routing(CenterDraft& draft, const Rows& rows) {
    RoutingReader reader(draft);
    for (const Reader& row : rows) {
        reader.read_row(row);
    }
}

}  // namespace cordboard::codec
