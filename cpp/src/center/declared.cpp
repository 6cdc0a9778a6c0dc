// SPDX-License-Identifier: Apache-2.0
#include "center/declared.hpp"

namespace cordboard::center {

namespace {

constexpr std::string_view skill_prefix = "skill:";

}  // namespace

std::optional<Declared> declared(ObjectType type, std::string_view name) {
    const bool of_skill = name.starts_with(skill_prefix);
    const std::string_view plain = of_skill ? name.substr(skill_prefix.size()) : name;
    switch (type) {
        case ObjectType::agent:
            return Declared{StatisticTarget::agent, plain};
        case ObjectType::queue:
        case ObjectType::route_point:
            return Declared{StatisticTarget::queue, plain};
        case ObjectType::virtual_queue:
            return Declared{of_skill ? StatisticTarget::skill_queue : StatisticTarget::queue,
                            plain};
        case ObjectType::group_agents:
            return Declared{
                of_skill ? StatisticTarget::skill_agents : StatisticTarget::group_agents, plain};
        case ObjectType::staging_area:
            return Declared{StatisticTarget::staging_area, plain};
        case ObjectType::tenant:
            return Declared{StatisticTarget::tenant, plain};
        case ObjectType::workbin:
            return Declared{StatisticTarget::workbin, plain};
        default:
            return std::nullopt;
    }
}

figures::WordsOf words_of(const StatisticsEngine& engine) {
    return [&engine](ObjectId object, DefinitionIndex definition) {
        const std::string_view name = engine.name_of(object);
        const auto as = declared(engine.type_of(object), name);
        return figures::ObjectWords{name_of(engine.definition(definition).target),
                                    as ? as->name : name};
    };
}

std::vector<OpenStatistic> find_declared(const StatisticsEngine& engine, std::string_view object,
                                         std::string_view statistic, std::string_view object_type) {
    std::vector<OpenStatistic> found;
    for (const OpenStatistic& one : engine.statistics()) {
        const StatisticDefinition& definition = engine.definition(one.definition);
        if (definition.name != statistic) {
            continue;
        }
        const auto as = declared(engine.type_of(one.object), engine.name_of(one.object));
        const std::string_view type = name_of(definition.target);
        if (as && as->name == object && (object_type.empty() || object_type == type)) {
            found.push_back(one);
        }
    }
    return found;
}

std::vector<StatisticId> open_declared(StatisticsEngine& engine, std::size_t& first) {
    std::vector<StatisticId> opened;
    for (; first < engine.object_count(); ++first) {
        const ObjectId object{static_cast<std::uint32_t>(first)};
        const auto as = declared(engine.type_of(object), engine.name_of(object));
        for (std::size_t at = 0; as && at < engine.definition_count(); ++at) {
            const auto definition = static_cast<DefinitionIndex>(at);
            if (!applies(engine.definition(definition).target, as->target)) {
                continue;
            }
            if (const Opened done = engine.open(object, definition); done.id.exists()) {
                opened.push_back(done.id);
            }
        }
    }
    return opened;
}

}  // namespace cordboard::center
