// SPDX-License-Identifier: Apache-2.0
#include "feed/log_engine.hpp"

#include <algorithm>
#include <utility>

#include "codec/bad_input.hpp"
#include "codec/duration_text.hpp"
#include "codec/quoted.hpp"
#include "codec/reader.hpp"
#include "codec/statistics_json.hpp"

namespace cordboard::feed {

namespace {

constexpr std::size_t type_count = static_cast<std::size_t>(ObjectType::group_queues) + 1;
constexpr std::size_t target_count = static_cast<std::size_t>(StatisticTarget::group_queues) + 1;

[[noreturn]] void refuse(std::string path, std::string message, std::string remedy = {}) {
    throw codec::BadInput({"", {}, std::move(path), std::move(message), std::move(remedy)});
}

std::string target_names() {
    std::string names;
    for (std::size_t at = 0; at < target_count; ++at) {
        names += at == 0 ? "" : ", ";
        names += name_of(static_cast<StatisticTarget>(at));
    }
    return names;
}

// What groups of this object are; none: it is in no group.
std::optional<ObjectType> group_type(ObjectType member) {
    switch (member) {
        case ObjectType::agent:
            return ObjectType::group_agents;
        case ObjectType::place:
            return ObjectType::group_places;
        case ObjectType::queue:
        case ObjectType::route_point:
        case ObjectType::virtual_queue:
            return ObjectType::group_queues;
        default:
            return std::nullopt;
    }
}

// As what a group counts that is only named: agents may be grouped by skill or otherwise.
std::vector<StatisticTarget> implied_types(ObjectType group) {
    switch (group) {
        case ObjectType::group_agents:
            return {StatisticTarget::skill_agents, StatisticTarget::group_agents};
        case ObjectType::group_places:
            return {StatisticTarget::group_places};
        default:
            return {StatisticTarget::group_queues};
    }
}

std::string meant(std::string_view word, const std::vector<std::string_view>& words) {
    const auto near = codec::nearest_word(word, words);
    return near ? "; did you mean " + codec::quoted(*near) + "?" : std::string();
}

}  // namespace

LogEngine::LogEngine(std::vector<StatisticDefinition> definitions, const StatisticsOptions& options,
                     const std::vector<DeclaredObject>& objects, std::size_t remember)
    : fed_{StatisticsEngine(std::move(definitions), options), {}, {INT64_MIN}},
      truncation_(options.truncation),
      recollection_(remember) {
    for (std::size_t at = 0; at < objects.size(); ++at) {
        declare(objects[at], "objects[" + std::to_string(at) + "]");
    }
    // Only now is it known which groups nobody declared.
    for (std::uint32_t at = 0; at < fed_.engine.object_count(); ++at) {
        const ObjectType type = fed_.engine.type_of({at});
        const bool is_group = type == ObjectType::group_agents ||
                              type == ObjectType::group_places || type == ObjectType::group_queues;
        if (at < types_of_.size() && !types_of_[at].empty()) {
            continue;
        }
        if (type == ObjectType::place) {
            declare_and_open({at}, StatisticTarget::place);
        } else if (is_group) {
            for (const StatisticTarget implied : implied_types(type)) {
                declare_and_open({at}, implied);
            }
        }
    }
    recollection_.begin(fed_.engine);
}

void LogEngine::declare(const DeclaredObject& given, const std::string& path) {
    const auto target = target_named(given.type);
    if (!target) {
        refuse(path + ".type", codec::quoted(given.type) + " is no type of object",
               "it is one of " + target_names());
    }
    if (given.name.empty()) {
        refuse(path + ".id", "an object needs a name");
    }
    const ObjectId object = fed_.engine.object(object_type_of(*target), given.name);
    declare_and_open(object, *target);
    join(object, given, path);
}

void LogEngine::join(ObjectId member, const DeclaredObject& given, const std::string& path) {
    StatisticsEngine& engine = fed_.engine;
    const ObjectType type = engine.type_of(member);
    const auto above = group_type(type);
    if (!given.groups.empty() && !above) {
        refuse(path + ".groups", "an object of type " + given.type + " is in no group");
    }
    for (const std::string& group : given.groups) {
        engine.set_member(member, engine.object(*above, group), true);
    }
    if (given.place.empty()) {
        return;
    }
    if (type != ObjectType::reg_dn && type != ObjectType::media_channel) {
        refuse(path + ".place", "an object of type " + given.type + " stands at no place");
    }
    const ObjectId place = engine.object(ObjectType::place, given.place);
    engine.set_member(member, place, true);
    fed_.logins.stands_at(member, place);
}

bool LogEngine::declare(ObjectId object, StatisticTarget type) {
    if (object.value >= types_of_.size()) {
        types_of_.resize(std::size_t{object.value} + 1);
    }
    auto& types = types_of_[object.value];
    if (std::find(types.begin(), types.end(), type) != types.end()) {
        return false;
    }
    declared_ += types.empty() ? 1U : 0U;
    types.push_back(type);
    return true;
}

void LogEngine::declare_and_open(ObjectId object, StatisticTarget type) {
    if (declare(object, type)) {
        open_all(object, type);
    }
}

void LogEngine::open_all(ObjectId object, StatisticTarget type) {
    for (std::size_t at = 0; at < fed_.engine.definition_count(); ++at) {
        const auto definition = static_cast<DefinitionIndex>(at);
        if (applies(fed_.engine.definition(definition).target, type)) {
            const std::string refusal = fed_.engine.open(object, definition).refusal;
            if (!refusal.empty() &&
                std::find(refusals_.begin(), refusals_.end(), refusal) == refusals_.end()) {
                refusals_.push_back(refusal);
            }
        }
    }
}

// Rows are read while their maker may ask for more than an answer.
void LogEngine::refuse_while_fed() const {
    if (before_) {
        throw StatisticsMisuse("the engine is being fed; ask for this when feed() is done");
    }
}

void LogEngine::begin_feed(Forget forget) {
    refuse_while_fed();
    before_ = fed_;
    interactions_before_ = interactions_.size();
    Recollection::Outlet outlet;
    if (forget) {
        outlet = [this, forget = std::move(forget)](const std::vector<stats::Notification>& sent) {
            forget(table_of(sent));
        };
    }
    recollection_.begin_feed(std::move(outlet));
    reader_->begin({&fed_, &recollection_, &interactions_, &attributes_, truncation_});
}

void LogEngine::feed(ArrowArrayStream* stream) {
    if (!before_) {
        throw StatisticsMisuse("no feed has begun");
    }
    columns::ForeignStream foreign(stream, column_names());
    reader_->read(foreign);
}

void LogEngine::commit_feed() {
    recollection_.commit_feed(fed_.engine);
    before_.reset();
}

void LogEngine::undo_feed() {
    if (before_) {
        // Words may have got numbers that are taken back.
        *reader_ = ActionReader();
        recollection_.undo_feed();
        interactions_.forget_from(interactions_before_);
        fed_ = std::move(*before_);
        before_.reset();
    }
}

void LogEngine::advance_to(Instant now) {
    refuse_while_fed();
    if (now < fed_.engine.now()) {
        refuse_past(now);
    }
    fed_.engine.advance_to(now);
    recollection_.advance_to(now);
    fed_.last = std::max(fed_.last, now);
}

void LogEngine::refuse_past(Instant now) const {
    const std::string present = codec::instant_text(fed_.engine.now());
    throw StatisticsMisuse(fed_.engine.begun()
                               ? "time cannot go back from " + present + " to " +
                                     codec::instant_text(now)
                               : "the engine starts at " + present + " and cannot be advanced to " +
                                     codec::instant_text(now) +
                                     "; give it an earlier start=, or only feed what was before");
}

std::vector<LogEngine::Subject> LogEngine::subjects(std::string_view object,
                                                    std::string_view object_type) const {
    const auto target = target_named(object_type);
    const auto type = object_type_named(object_type);
    if (!object_type.empty() && !target && !type) {
        refuse("object_type", codec::quoted(object_type) + " is no type of object",
               "it is one of " + target_names());
    }
    std::vector<Subject> found;
    for (std::size_t at = 0; at < type_count; ++at) {
        const auto id = fed_.engine.find_object(static_cast<ObjectType>(at), object);
        if (!id || id->value >= types_of_.size()) {
            continue;
        }
        for (const StatisticTarget declared : types_of_[id->value]) {
            if (object_type.empty() || declared == target || static_cast<ObjectType>(at) == type) {
                found.push_back({*id, declared});
            }
        }
    }
    return found;
}

std::vector<LogEngine::Found> LogEngine::candidates(const std::vector<Subject>& subjects,
                                                    std::string_view statistic) const {
    std::vector<Found> found;
    for (const Subject& subject : subjects) {
        for (std::size_t at = 0; at < fed_.engine.definition_count(); ++at) {
            const auto index = static_cast<DefinitionIndex>(at);
            const StatisticDefinition& definition = fed_.engine.definition(index);
            if (definition.name != statistic || !applies(definition.target, subject.type)) {
                continue;
            }
            if (const auto id = fed_.engine.find_statistic(subject.object, index)) {
                found.push_back({*id, subject.object, index});
            }
        }
    }
    return found;
}

LogEngine::Found LogEngine::find(std::string_view object, std::string_view statistic,
                                 std::string_view object_type) const {
    std::vector<Subject> named = subjects(object, object_type);
    if (named.empty()) {
        refuse_object(object, object_type);
    }
    std::vector<Found> found = candidates(named, statistic);
    if (found.empty()) {
        refuse_statistic(named, object, statistic);
    }
    // Some words name a type of objects and one of its targets: the target goes before.
    const auto is_other = [target = target_named(object_type)](const Subject& one) {
        return one.type != target;
    };
    if (found.size() > 1 && !std::all_of(named.begin(), named.end(), is_other)) {
        std::erase_if(named, is_other);
        found = candidates(named, statistic);
    }
    if (found.size() > 1) {
        std::string types;
        for (const Subject& subject : named) {
            types += types.empty() ? "" : ", ";
            types += name_of(subject.type);
        }
        throw Unknown("the statistic " + codec::quoted(statistic) + " of " + codec::quoted(object) +
                      " exists for several types of object (" + types +
                      "); name one with object_type=");
    }
    return found.front();
}

// The newest of those that are closed: one with the same name may have stood in its place.
LogEngine::Found LogEngine::find_past(std::string_view object, std::string_view statistic,
                                      std::string_view object_type) const {
    const std::vector<Subject> named = subjects(object, object_type);
    std::optional<Found> past;
    for (std::size_t at = 0; at < fed_.engine.definition_count(); ++at) {
        const auto index = static_cast<DefinitionIndex>(at);
        const StatisticDefinition& definition = fed_.engine.definition(index);
        for (const Subject& subject : named) {
            if (definition.name == statistic && applies(definition.target, subject.type)) {
                past = Found{{}, subject.object, index};
            }
        }
    }
    const bool is_open = !candidates(named, statistic).empty();
    return past && !is_open ? *past : find(object, statistic, object_type);
}

void LogEngine::refuse_object(std::string_view object, std::string_view object_type) const {
    std::vector<std::string_view> names;
    for (std::uint32_t at = 0; at < types_of_.size(); ++at) {
        if (!types_of_[at].empty()) {
            names.push_back(fed_.engine.name_of({at}));
        }
    }
    throw Unknown("there is no object " + codec::quoted(object) +
                  (object_type.empty() ? "" : " of type " + std::string(object_type)) +
                  meant(object, names));
}

void LogEngine::refuse_statistic(const std::vector<Subject>& subjects, std::string_view object,
                                 std::string_view statistic) const {
    const StatisticsEngine& engine = fed_.engine;
    std::vector<std::string_view> names;
    std::string why;
    for (std::size_t at = 0; at < engine.definition_count(); ++at) {
        const auto& definition = engine.definition(static_cast<DefinitionIndex>(at));
        const bool is_for = std::any_of(subjects.begin(), subjects.end(), [&](const Subject& one) {
            return applies(definition.target, one.type);
        });
        if (!is_for) {
            continue;
        }
        names.push_back(definition.name);
        if (definition.name == statistic) {
            why = check_definition(definition, engine.zones()).refusal;
            why = why.empty() ? " is not open; open(object, definition) opens it"
                              : " could not be opened: " + why;
        }
    }
    throw Unknown(why.empty() ? "there is no statistic " + codec::quoted(statistic) + " of " +
                                    codec::quoted(object) + meant(statistic, names)
                              : "the statistic " + codec::quoted(statistic) + " of " +
                                    codec::quoted(object) + why);
}

void LogEngine::open_checked(ObjectId object, DefinitionIndex definition) {
    const Opened opened = fed_.engine.open(object, definition);
    if (!opened.id.exists()) {
        refuse("definition", opened.refusal);
    }
    recollection_.opened(object, definition);
}

void LogEngine::open(std::string_view object, StatisticDefinition definition,
                     std::span<const Zone> zones) {
    refuse_while_fed();
    if (object.empty()) {
        refuse("object", "an object needs a name");
    }
    const StatisticTarget target = definition.target;
    std::vector<Subject> named;
    for (const Subject& subject : subjects(object, "")) {
        if (applies(target, subject.type)) {
            named.push_back(subject);
        }
    }
    if (named.size() > 1) {
        throw Unknown("there are several objects " + codec::quoted(object) + " that " +
                      codec::quoted(definition.name) +
                      " is for; write its objectType as one of "
                      "Stat Server");
    }
    if (!named.empty() && !candidates(named, definition.name).empty()) {
        refuse("definition",
               "a statistic " + codec::quoted(definition.name) + " is open on " +
                   codec::quoted(object) + " already",
               "close it first, or give this one another name");
    }
    // One that was opened and closed before is the same again.
    for (std::size_t at = 0; at < fed_.engine.definition_count() && !named.empty(); ++at) {
        const auto index = static_cast<DefinitionIndex>(at);
        if (fed_.engine.definition(index) == definition) {
            open_checked(named.front().object, index);
            return;
        }
    }
    constexpr std::size_t definitions_max = 0xFFFF;
    if (fed_.engine.definition_count() >= definitions_max) {
        refuse("definition", "an engine has at most 65535 definitions");
    }
    StatisticsEngine grown = fed_.engine;
    const ObjectId opened =
        named.empty() ? grown.object(object_type_of(target), object) : named.front().object;
    const DefinitionIndex added = grown.add_definition(std::move(definition), zones);
    if (const Opened done = grown.open(opened, added); !done.id.exists()) {
        refuse("definition", done.refusal);
    }
    fed_.engine = std::move(grown);
    recollection_.opened(opened, added);
    if (named.empty()) {
        declare(opened, target);
    }
}

void LogEngine::open(std::string_view object, std::string_view statistic,
                     std::string_view object_type) {
    refuse_while_fed();
    const std::vector<Subject> named = subjects(object, object_type);
    if (named.empty()) {
        refuse_object(object, object_type);
    }
    std::vector<std::pair<ObjectId, DefinitionIndex>> meant_ones;
    for (const Subject& subject : named) {
        for (std::size_t at = 0; at < fed_.engine.definition_count(); ++at) {
            const auto index = static_cast<DefinitionIndex>(at);
            const StatisticDefinition& definition = fed_.engine.definition(index);
            if (definition.name == statistic && applies(definition.target, subject.type)) {
                meant_ones.emplace_back(subject.object, index);
            }
        }
    }
    if (meant_ones.empty()) {
        refuse_statistic(named, object, statistic);
    }
    if (meant_ones.size() > 1) {
        throw Unknown("the definition " + codec::quoted(statistic) +
                      " is there for several objects " + codec::quoted(object) +
                      "; name one with object_type=");
    }
    open_checked(meant_ones.front().first, meant_ones.front().second);
}

void LogEngine::close(std::string_view object, std::string_view statistic,
                      std::string_view object_type) {
    refuse_while_fed();
    const Found closed = find(object, statistic, object_type);
    fed_.engine.close(closed.id);
    recollection_.closed(closed.object, closed.definition);
}

std::string LogEngine::structure_json(StatisticId statistic) const {
    return codec::structure_json(fed_.engine, statistic, [this](std::uint64_t interaction) {
        return std::string(interactions_.view(static_cast<std::uint32_t>(interaction)));
    });
}

}  // namespace cordboard::feed
