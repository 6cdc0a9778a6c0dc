// SPDX-License-Identifier: Apache-2.0
// CurrentState, CurrentStateReasons and CurrentTargetState: trees of what is below an object
// (statistics reference, 5.5). A status has the attributes of the action that causes it, among them
// its reasons.
#include <charconv>

#include "base/digest.hpp"
#include "stats/elements.hpp"

namespace cordboard::stats {
namespace {

std::optional<std::int64_t> whole_number(std::string_view text) {
    std::int64_t number = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool is_whole = read.ec == std::errc{} && read.ptr == text.data() + text.size();
    return is_whole ? std::optional(number) : std::nullopt;
}

void add(base::Digest& digest, std::optional<std::int64_t> number) {
    digest.add(std::uint64_t{number.has_value()});
    digest.add(static_cast<std::uint64_t>(number.value_or(0)));
}

}  // namespace

std::uint32_t EngineState::attributes_of(std::uint32_t entry) const {
    return entry == no_index ? 0 : ledger_.at(entry).attributes;
}

std::vector<StateNode> EngineState::structure(StatisticId statistic) const {
    const StatisticRecord& record = statistic_at(statistic);
    if (catalogue_->read(record.definition).method != Method::structure) {
        throw StatisticsMisuse(std::string("'") + catalogue_->definition(record.definition).name +
                               "' is a number, not a structure");
    }
    std::vector<StateNode> nodes;
    add_nodes(record.object, record, 0, nodes);
    return nodes;
}

// Of what a node shows, and what is above it. Attributes have no order.
std::uint64_t EngineState::digest_of(const StateNode& node, std::uint64_t above) const {
    base::Digest digest(above);
    digest.add(static_cast<std::uint64_t>(node.kind));
    digest.add(node.object.value);
    digest.add(node.name);
    digest.add(static_cast<std::uint64_t>(node.call_type));
    digest.add(node.media);
    digest.add(node.interaction);
    digest.add(static_cast<std::uint64_t>(node.since.microseconds));
    add(digest, node.current_number);
    add(digest, node.routable);
    add(digest, node.maximum_number);
    add(digest, node.routable_number);
    std::uint64_t pairs = 0;
    attributes_.for_each(node.attributes, [&](const Attribute& one) {
        if (one.list == AttributeList::reasons || one.list == AttributeList::user_data) {
            base::Digest pair;
            pair.add(static_cast<std::uint64_t>(one.list));
            pair.add(one.key);
            pair.add(one.value);
            pairs += pair.value();
        }
    });
    digest.add(pairs);
    return digest.value();
}

std::uint64_t EngineState::structure_digest(StatisticId statistic) const {
    std::vector<std::uint64_t> above = {0};  // by depth: of the node that the next one is below
    std::uint64_t sum = 0;
    for (const StateNode& node : structure(statistic)) {
        above.resize(node.depth + 1U);
        above.push_back(digest_of(node, above.back()));
        sum += above.back();
    }
    return sum;
}

// A tree goes down to where its subject ends: to the agents, to their devices, to their actions.
void EngineState::add_nodes(std::uint32_t object, const StatisticRecord& record, std::uint8_t depth,
                            std::vector<StateNode>& nodes) const {
    const Source source = catalogue_->read(record.definition).source;
    const ObjectRecord& there = objects_[object];
    const auto below = static_cast<std::uint8_t>(depth + 1);
    StateNode root;
    root.depth = depth;
    root.object = {object};
    const bool by_device = there.device != no_index;
    const Source shown = by_device
                             ? Source::dn_status
                             : (there.holder != no_index ? holders_[there.holder].source : source);
    for_each_run(object, shown, View::now, [&](const StatusRun& run) {
        root.name = status_names[static_cast<std::size_t>(status_of(run.key))];
        root.call_type = type_of(run.key);
        root.since = run.since;
    });
    if (there.holder != no_index) {
        root.attributes = attributes_of(cause_of(holders_[there.holder]));
    }
    nodes.push_back(root);
    if (there.holder == no_index) {
        add_members(object, record, below, nodes);
        return;
    }
    const HolderRecord& holder = holders_[there.holder];
    if (source == holder.source) {
        return;
    }
    for (std::uint32_t at = holder.devices; at != no_index; at = devices_[at].next) {
        add_device(devices_[at], record, below, nodes);
    }
    for (std::uint32_t at = there.members; at != no_index; at = memberships_[at].next_member) {
        add_device(devices_[objects_[memberships_[at].member].device], record, below, nodes);
    }
}

void EngineState::add_members(std::uint32_t object, const StatisticRecord& record,
                              std::uint8_t depth, std::vector<StateNode>& nodes) const {
    const Source source = catalogue_->read(record.definition).source;
    const ObjectRecord& there = objects_[object];
    for (std::uint32_t at = source == Source::group_status ? no_index : there.members;
         at != no_index; at = memberships_[at].next_member) {
        add_nodes(memberships_[at].member, record, depth, nodes);
    }
    for (const HolderRecord& holder : holders_) {
        if (there.type == ObjectType::tenant && holder.source == source) {
            add_nodes(holder.object, record, depth, nodes);
        }
    }
    add_actions(object, record, nullptr, depth, nodes);
}

void EngineState::add_device(const Device& device, const StatisticRecord& record,
                             std::uint8_t depth, std::vector<StateNode>& nodes) const {
    const ReadDefinition& definition = catalogue_->read(record.definition);
    const StatusRun state = run_now(device);
    const bool shown =
        state.key != no_status && (definition.source != Source::dn_status ||
                                   catalogue_->status_mask(definition.main_mask).test(state.key));
    if (!shown) {
        return;
    }
    const ObjectRecord& there = objects_[device.object];
    StateNode node;
    node.kind = StateNode::Kind::device;
    node.depth = depth;
    node.object = {device.object};
    node.name = status_names[static_cast<std::size_t>(status_of(state.key))];
    node.call_type = type_of(state.key);
    // What is a channel by itself has the media that its actions say.
    node.media = device.owned || there.open.first == no_index ? device.media
                                                              : ledger_.at(there.open.first).media;
    node.since = state.since;
    node.attributes = attributes_of(cause_of(device, status_of(state.key)));
    nodes.push_back(node);
    const std::size_t place = nodes.size() - 1;
    add_actions(device.object, record, &device, static_cast<std::uint8_t>(depth + 1), nodes);
    add_capacity(device, nodes[place]);
}

// What capacity says of a telephone stands under the media that its actions have: a channel of that
// name.
void EngineState::add_capacity(const Device& device, StateNode& node) const {
    std::uint32_t media = device.media;
    std::int64_t number = 0;
    const std::uint32_t first = objects_[device.object].open.first;
    for (std::uint32_t entry = first; entry != no_index; entry = ledger_.at(entry).next) {
        const OpenAction& open = ledger_.at(entry);
        if (is_on(open, device)) {
            number += device_meanings[open.action].holds_interaction ? 1 : 0;
            media = media == 0 ? open.media : media;
        }
    }
    node.current_number = number;
    for (std::uint32_t entry = first; entry != no_index; entry = ledger_.at(entry).next) {
        const OpenAction& open = ledger_.at(entry);
        const bool tells = open.action == routable_action || open.action == not_routable_action;
        if (tells && (is_on(open, device) || (device.owned && open.media == media))) {
            const auto told = [&](std::string_view name) {
                return whole_number(
                    attributes_.find(open.attributes, AttributeList::top, name).value_or(""));
            };
            node.routable = open.action == routable_action;
            node.maximum_number = told("MaximumNumber");
            node.routable_number = told("RoutableNumber");
        }
    }
}

void EngineState::add_actions(std::uint32_t object, const StatisticRecord& record,
                              const Device* device, std::uint8_t depth,
                              std::vector<StateNode>& nodes) const {
    const ReadDefinition& definition = catalogue_->read(record.definition);
    if (definition.source != Source::action) {
        return;
    }
    for (std::uint32_t entry = objects_[object].open.first; entry != no_index;
         entry = ledger_.at(entry).next) {
        const OpenAction& open = ledger_.at(entry);
        const bool shown =
            (device == nullptr || is_on(open, *device)) &&
            catalogue_->action_mask(definition.main_mask).test(element_of(open.action, open.type));
        if (!shown) {
            continue;
        }
        StateNode node;
        node.kind = StateNode::Kind::action;
        node.depth = depth;
        node.object = {object};
        node.name = action_table[open.action].name;
        node.call_type = open.type;
        node.media = open.media;
        node.attributes = open.attributes;
        node.interaction = open.interaction;
        node.since = open.start;
        nodes.push_back(node);
    }
}

}  // namespace cordboard::stats
