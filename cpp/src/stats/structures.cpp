// SPDX-License-Identifier: Apache-2.0
// CurrentState, CurrentStateReasons and CurrentTargetState: trees of what is below an object
// (statistics reference, 5.5). A status shows what the action that causes it has: its interaction,
// its call type, its attributes, among them the reasons.
//
// Leaves are what the subject counts: actions, or statuses of devices, of agents and places, of a
// group. The mask and the filter choose among the leaves, as they are now; neither changes what is
// shown of one, so `since` is the start of the action or status itself and capacity is that of the
// device, whatever passes. What is above the leaves is always there; an object asked that is itself
// a leaf and not chosen shows no status.
#include <charconv>

#include "base/digest.hpp"
#include "stats/tallies.hpp"

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

std::vector<StateNode> EngineState::structure(StatisticId statistic) const {
    const StatisticRecord& record = statistic_at(statistic);
    if (catalogue_->read(record.definition).method != Method::structure) {
        throw StatisticsMisuse(std::string("'") + catalogue_->definition(record.definition).name +
                               "' is a number, not a structure");
    }
    std::vector<StateNode> nodes;
    add_nodes(record.object, catalogue_->read(record.definition), 0, nodes);
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

// Whether a status is among those that the subject counts and the mask and the filter let through.
bool EngineState::is_chosen(const ReadDefinition& definition, const Bearing& bearing) const {
    return catalogue_->status_mask(definition.main_mask).test(bearing.status) &&
           definition.filter.holds(facts_of_cause(bearing.object, bearing.cause));
}

void EngineState::show_status(const Bearing& bearing, StateNode& node) const {
    node.name = status_names[static_cast<std::size_t>(status_of(bearing.status))];
    node.since = bearing.since;
    if (bearing.cause != no_index) {
        show_action(ledger_.at(bearing.cause), node);
    }
}

void EngineState::show_action(const OpenAction& open, StateNode& node) const {
    node.call_type = types_within[open.action].value_or(open.type);
    node.media = open.media;
    node.interaction = open.interaction;
    node.attributes = open.attributes;
}

// A tree goes down to where its subject ends: to the agents, to their devices, to their actions.
void EngineState::add_nodes(std::uint32_t object, const ReadDefinition& definition,
                            std::uint8_t depth, std::vector<StateNode>& nodes) const {
    const ObjectRecord& there = objects_[object];
    const Source source = definition.source;
    const Source shown = there.device != no_index   ? Source::dn_status
                         : there.holder != no_index ? holders_[there.holder].source
                                                    : source;
    StateNode node;
    node.depth = depth;
    node.object = {object};
    bool chosen = true;
    const auto show = [&](const Bearing& bearing) {
        chosen = source != shown || is_chosen(definition, bearing);
        if (chosen) {
            show_status(bearing, node);
        }
    };
    for_each_bearing(object, shown, show);
    if (!chosen && depth > 0) {
        return;
    }
    if (there.device != no_index) {
        add_capacity(devices_[there.device], node);
    }
    nodes.push_back(node);
    const auto below = static_cast<std::uint8_t>(depth + 1);
    if (there.holder == no_index) {
        add_members(object, definition, below, nodes);
        return;
    }
    const HolderRecord& holder = holders_[there.holder];
    if (source == holder.source) {
        return;
    }
    for (std::uint32_t at = holder.devices; at != no_index; at = devices_[at].next) {
        add_device(at, definition, below, nodes);
    }
    for (std::uint32_t at = there.members; at != no_index; at = memberships_[at].next_member) {
        add_device(objects_[memberships_[at].member].device, definition, below, nodes);
    }
}

void EngineState::add_members(std::uint32_t object, const ReadDefinition& definition,
                              std::uint8_t depth, std::vector<StateNode>& nodes) const {
    const ObjectRecord& there = objects_[object];
    for (std::uint32_t at = definition.source == Source::group_status ? no_index : there.members;
         at != no_index; at = memberships_[at].next_member) {
        add_nodes(memberships_[at].member, definition, depth, nodes);
    }
    for (const HolderRecord& holder : holders_) {
        if (there.type == ObjectType::tenant && holder.source == definition.source) {
            add_nodes(holder.object, definition, depth, nodes);
        }
    }
    add_actions(object, definition, nullptr, depth, nodes);
}

void EngineState::add_device(std::uint32_t index, const ReadDefinition& definition,
                             std::uint8_t depth, std::vector<StateNode>& nodes) const {
    const Device& device = devices_[index];
    const Bearing bearing = bearing_of(index, device);
    const bool shown = bearing.status != no_status &&
                       (definition.source != Source::dn_status || is_chosen(definition, bearing));
    if (!shown) {
        return;
    }
    StateNode node;
    node.kind = StateNode::Kind::device;
    node.depth = depth;
    node.object = {device.object};
    show_status(bearing, node);
    add_capacity(device, node);
    nodes.push_back(node);
    add_actions(device.object, definition, &device, static_cast<std::uint8_t>(depth + 1), nodes);
}

// What happens on an object that is a device happens on that device.
bool EngineState::belongs_to(const OpenAction& open, const Device& device) const {
    return !device.owned || is_on(open, device);
}

// The medium of a channel that somebody has of his own is its name; of other devices it is what
// the oldest of their actions says that says one.
std::uint32_t EngineState::media_of(const Device& device) const {
    std::uint32_t media = device.media;
    for (std::uint32_t entry = objects_[device.object].open.first; entry != no_index && media == 0;
         entry = ledger_.at(entry).next) {
        media = belongs_to(ledger_.at(entry), device) ? ledger_.at(entry).media : 0;
    }
    return media;
}

// How many interactions a device has: one counts once, whatever happens with it.
std::int64_t EngineState::interactions_on(const Device& device) const {
    const auto holds = [&](const OpenAction& open) {
        return device_meanings[open.action].holds_interaction && belongs_to(open, device);
    };
    std::int64_t number = 0;
    const std::uint32_t first = objects_[device.object].open.first;
    for (std::uint32_t entry = first; entry != no_index; entry = ledger_.at(entry).next) {
        const OpenAction& open = ledger_.at(entry);
        bool counts = holds(open);
        for (std::uint32_t at = first; counts && open.interaction != 0 && at != entry;
             at = ledger_.at(at).next) {
            counts = ledger_.at(at).interaction != open.interaction || !holds(ledger_.at(at));
        }
        number += counts ? 1 : 0;
    }
    return number;
}

// What capacity says of a telephone stands under its medium: a channel of that name. What began
// last is what holds.
void EngineState::add_capacity(const Device& device, StateNode& node) const {
    if (device.kind == DeviceKind::mediation) {
        return;
    }
    node.media = media_of(device);
    node.current_number = interactions_on(device);
    for (std::uint32_t entry = objects_[device.object].open.first; entry != no_index;
         entry = ledger_.at(entry).next) {
        const OpenAction& open = ledger_.at(entry);
        const bool tells = open.action == routable_action || open.action == not_routable_action;
        const bool of_medium = device.owned && node.media != 0 && open.media == node.media;
        if (tells && (of_medium || belongs_to(open, device))) {
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

void EngineState::add_actions(std::uint32_t object, const ReadDefinition& definition,
                              const Device* device, std::uint8_t depth,
                              std::vector<StateNode>& nodes) const {
    if (definition.source != Source::action) {
        return;
    }
    for (std::uint32_t entry = objects_[object].open.first; entry != no_index;
         entry = ledger_.at(entry).next) {
        const OpenAction& open = ledger_.at(entry);
        const bool shown = (device == nullptr || belongs_to(open, *device)) &&
                           catalogue_->action_mask(definition.main_mask)
                               .test(element_of(open.action, open.type)) &&
                           definition.filter.holds(facts_of(open));
        if (!shown) {
            continue;
        }
        StateNode node;
        node.kind = StateNode::Kind::action;
        node.depth = depth;
        node.object = {object};
        node.name = action_table[open.action].name;
        node.since = open.start;
        show_action(open, node);
        nodes.push_back(node);
    }
}

}  // namespace cordboard::stats
