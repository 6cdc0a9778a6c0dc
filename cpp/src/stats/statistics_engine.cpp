// SPDX-License-Identifier: Apache-2.0
#include <utility>

#include <cordboard/statistics.hpp>

#include "stats/actions.hpp"
#include "stats/engine_archive.hpp"
#include "stats/engine_state.hpp"

namespace cordboard {
namespace {

bool shows_structure(Category category) {
    return category == Category::current_state || category == Category::current_state_reasons ||
           category == Category::current_target_state;
}

}  // namespace

StatisticsEngine::StatisticsEngine(std::vector<StatisticDefinition> definitions,
                                   StatisticsOptions options)
    : state_(std::make_unique<stats::EngineState>(std::move(definitions), std::move(options))) {}

StatisticsEngine::StatisticsEngine(const StatisticsEngine& other)
    : state_(std::make_unique<stats::EngineState>(*other.state_)) {}

StatisticsEngine::StatisticsEngine(StatisticsEngine&& other) noexcept = default;

StatisticsEngine& StatisticsEngine::operator=(const StatisticsEngine& other) {
    if (this != &other) {
        *state_ = *other.state_;
    }
    return *this;
}

StatisticsEngine& StatisticsEngine::operator=(StatisticsEngine&& other) noexcept = default;

StatisticsEngine::~StatisticsEngine() = default;

ObjectId StatisticsEngine::object(ObjectType type, std::string_view name) {
    return {state_->object(type, name)};
}

std::uint32_t StatisticsEngine::text(std::string_view text) {
    return state_->texts().intern(text).value;
}

std::optional<ObjectId> StatisticsEngine::find_object(ObjectType type,
                                                      std::string_view name) const {
    const std::uint32_t found = state_->find_object(type, name);
    return found == stats::no_index ? std::nullopt : std::optional(ObjectId{found});
}

ObjectType StatisticsEngine::type_of(ObjectId object) const {
    return state_->object_at(object).type;
}

std::string_view StatisticsEngine::name_of(ObjectId object) const {
    return state_->texts().view({state_->object_at(object).name});
}

std::string_view StatisticsEngine::text_of(std::uint32_t text) const {
    if (text >= state_->texts().size()) {
        throw StatisticsMisuse("there is no text with the number " + std::to_string(text));
    }
    return state_->texts().view({text});
}

std::size_t StatisticsEngine::object_count() const { return state_->object_count(); }

std::size_t StatisticsEngine::text_count() const { return state_->texts().size(); }

std::uint32_t StatisticsEngine::keep(std::span<const stats::Attribute> attributes) {
    return state_->attributes().keep(attributes);
}

void StatisticsEngine::retain(std::uint32_t kept) { state_->attributes().retain(kept); }

void StatisticsEngine::release(std::uint32_t kept) { state_->attributes().release(kept); }

std::vector<stats::Attribute> StatisticsEngine::attributes(std::uint32_t kept) const {
    std::vector<stats::Attribute> all;
    state_->attributes().for_each(kept, [&](const stats::Attribute& one) { all.push_back(one); });
    return all;
}

bool StatisticsEngine::reads_attributes() const { return state_->reads_attributes(); }

stats::AttributeUse StatisticsEngine::attribute_use(DefinitionIndex index) const {
    const bool is_structure = shows_structure(definition(index).category);
    return state_->catalogue().read(index).reads_attributes() ? stats::AttributeUse::tested
           : is_structure                                     ? stats::AttributeUse::shown
                                                              : stats::AttributeUse::none;
}

void StatisticsEngine::set_member(ObjectId member, ObjectId group, bool is_member) {
    state_->set_member(member, group, is_member, {}, true);
}

void StatisticsEngine::set_member(ObjectId member, ObjectId group, bool is_member, Instant at) {
    state_->set_member(member, group, is_member, at, false);
}

DefinitionIndex StatisticsEngine::add_definition(StatisticDefinition definition,
                                                 std::span<const Zone> zones) {
    return state_->add_definition(std::move(definition), zones, false);
}

std::span<const Zone> StatisticsEngine::zones() const { return state_->catalogue().zones(); }

std::size_t StatisticsEngine::definition_count() const { return state_->catalogue().size(); }

const StatisticDefinition& StatisticsEngine::definition(DefinitionIndex index) const {
    if (index >= definition_count()) {
        throw StatisticsMisuse("there is no definition " + std::to_string(index));
    }
    return state_->catalogue().definition(index);
}

Opened StatisticsEngine::open(ObjectId object, DefinitionIndex definition) {
    return state_->open(object, definition);
}

void StatisticsEngine::close(StatisticId statistic) { state_->close(statistic); }

std::vector<OpenStatistic> StatisticsEngine::statistics() const { return state_->statistics(); }

OpenStatistic StatisticsEngine::statistic(StatisticId statistic) const {
    return state_->open_statistic(statistic);
}

std::optional<StatisticId> StatisticsEngine::find_statistic(ObjectId object,
                                                            DefinitionIndex definition) const {
    const StatisticId found = state_->find_statistic(object, definition);
    return found.exists() ? std::optional(found) : std::nullopt;
}

void StatisticsEngine::observe(std::span<const ActionRow> rows) { state_->observe(rows); }

void StatisticsEngine::advance_to(Instant now) { state_->advance_to(now); }

Instant StatisticsEngine::now() const { return state_->now(); }

Instant StatisticsEngine::cut(Instant at) const { return state_->cut(at); }

bool StatisticsEngine::begun() const { return state_->begun(); }

Instant StatisticsEngine::next_reset() const { return state_->next_reset(); }

Instant StatisticsEngine::next_reset(StatisticId statistic) const {
    return state_->next_reset(statistic);
}

bool StatisticsEngine::is_reset(StatisticId statistic) const { return state_->is_reset(statistic); }

double StatisticsEngine::closing_value(StatisticId statistic, Instant at) const {
    return state_->closing_value(statistic, at);
}

void StatisticsEngine::add_moved(const ActionRow& row, std::vector<StatisticId>& moved) const {
    state_->add_moved(row, moved);
}

DefinitionIndex StatisticsEngine::definition_of(StatisticId statistic) const {
    return state_->statistic_at(statistic).definition;
}

DefinitionIndex StatisticsEngine::add_traced(DefinitionIndex index) {
    return state_->add_definition(definition(index), {}, true);
}

StatisticId StatisticsEngine::trace(StatisticId statistic, DefinitionIndex traced) {
    return state_->trace(statistic, traced);
}

Explanation StatisticsEngine::explanation(StatisticId statistic) const {
    return state_->explanation(statistic);
}

double StatisticsEngine::value(StatisticId statistic) const { return value(statistic, now()); }

// Before the start nothing counts; whoever asks then is answered as of the start.
double StatisticsEngine::value(StatisticId statistic, Instant now) const {
    if (!state_->begun()) {
        StatisticsEngine begun(*this);
        begun.advance_to(begun.now());
        return begun.state_->value(statistic, now);
    }
    return state_->value(statistic, now);
}

bool StatisticsEngine::is_structure(StatisticId statistic) const {
    return shows_structure(
        state_->catalogue().read(state_->statistic_at(statistic).definition).category);
}

std::vector<StateNode> StatisticsEngine::structure(StatisticId statistic) const {
    return state_->structure(statistic);
}

std::uint64_t StatisticsEngine::structure_digest(StatisticId statistic) const {
    return state_->structure_digest(statistic);
}

bool StatisticsEngine::wanted(ActionIndex action) const { return state_->wanted(action); }

bool StatisticsEngine::wanted(ObjectId object, ActionIndex action) const {
    return state_->wanted(object, action);
}

std::size_t StatisticsEngine::statistic_bytes() const { return state_->statistic_bytes(); }

std::string StatisticsEngine::save() const { return stats::save(*state_); }

StatisticsEngine StatisticsEngine::restore(std::string_view bytes) {
    StatisticsEngine engine({}, {});
    engine.state_ = stats::restore(bytes);
    return engine;
}

std::optional<NamedAction> action_named(std::string_view name, ObjectType type) {
    if (name == "MemberOf") {
        return NamedAction{stats::member_of, std::nullopt, true};
    }
    const auto found = stats::find_action(name, type);
    if (!found) {
        return std::nullopt;
    }
    const bool durable = stats::action_table[found->action].kind == stats::ActionKind::durable;
    return NamedAction{found->action, found->type, durable};
}

ActionIndex membership_action() { return stats::member_of; }

std::string_view action_name(ActionIndex action) {
    return action < stats::action_count ? stats::action_table[action].name : "MemberOf";
}

std::string_view call_type_name(CallType type) {
    return stats::call_type_names[static_cast<std::size_t>(type)];
}

bool carries_duration(ActionIndex action) {
    return action < stats::action_count &&
           stats::action_table[action].kind == stats::ActionKind::retrospective;
}

DefinitionFault check_definition(const StatisticDefinition& definition,
                                 std::span<const Zone> zones) {
    stats::ReadDefinition read = stats::check_definition(definition, zones);
    return {std::move(read.fault), read.part, std::move(read.refusal), std::move(read.warnings)};
}

}  // namespace cordboard
