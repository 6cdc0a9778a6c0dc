// SPDX-License-Identifier: Apache-2.0
#include "codec/refusal_words.hpp"

#include <utility>
#include <variant>

#include <cordboard/commands.hpp>

#include "base/nearest_word.hpp"
#include "base/skill_expression.hpp"
#include "codec/field_types.hpp"
#include "codec/interaction_id.hpp"
#include "codec/names.hpp"
#include "codec/quoted.hpp"
#include "interaction/capabilities.hpp"
#include "state/lookup.hpp"

namespace cordboard::codec {

namespace {

using Words = std::vector<std::string_view>;

// Beyond it nobody waits for the nearest of them.
constexpr std::size_t comparable_names = 10'000;

std::string question(std::string_view near) { return "did you mean " + quoted(near) + '?'; }

template <class ObjectId, auto objects>
Words names_of(const State& state) {
    Words names;
    for (std::uint32_t i = 0; i < (state.directory.*objects).size(); ++i) {
        if (exists(state, ObjectId{i})) {
            names.push_back(name_of(state, ObjectId{i}));
        }
    }
    return names;
}

struct KnownNames {
    Reason unknown;
    Words (*names)(const State& state);
};

constexpr KnownNames kinds[] = {
    {Reason::unknown_agent, names_of<AgentId, &Directory::agents>},
    {Reason::unknown_agent_group, names_of<AgentGroupId, &Directory::agent_groups>},
    {Reason::unknown_agent_state, names_of<AgentStateId, &Directory::agent_states>},
    {Reason::unknown_contact, names_of<ContactId, &Directory::contacts>},
    {Reason::unknown_device, names_of<DeviceId, &Directory::devices>},
    {Reason::unknown_media, names_of<MediaId, &Directory::media>},
    {Reason::unknown_place, names_of<PlaceId, &Directory::places>},
    {Reason::unknown_queue, names_of<QueueId, &Directory::queues>},
    {Reason::unknown_settings_group, names_of<SettingsGroupId, &Directory::settings_groups>},
    {Reason::unknown_skill, names_of<SkillId, &Directory::skills>},
    {Reason::unknown_workbin, names_of<WorkbinId, &Directory::workbins>},
};

// The names of all objects of the kind that is unknown.
Words known_names(Reason reason, const State& state) {
    for (const KnownNames& kind : kinds) {
        if (kind.unknown == reason) {
            return kind.names(state);
        }
    }
    return {};
}

// The first skill of an expression that is unknown.
std::string_view unknown_skill(std::string_view expression, const State& state) {
    std::string_view missing = expression;
    bool is_found = false;
    (void)SkillExpression::parse(expression, [&](std::string_view name) {
        SkillId skill;
        if (!find_name(state, name, skill).found && !is_found) {
            missing = name;
            is_found = true;
        }
        return skill;
    });
    return missing;
}

// Calls `visit` with an empty body of every command.
template <class Visit, std::size_t... index>
void for_each_command(Visit&& visit, std::index_sequence<index...>) {
    (visit(std::variant_alternative_t<index, CommandBody>{}), ...);
}
template <class Visit>
void for_each_command(Visit&& visit) {
    for_each_command(visit, std::make_index_sequence<std::variant_size_v<CommandBody>>());
}

Words command_names() {
    Words names;
    for_each_command([&](const auto& body) { names.push_back(body.name); });
    return names;
}

struct NamedType {
    std::string_view name;
    FieldType type;
};

std::vector<NamedType> fields_of(std::string_view command) {
    std::vector<NamedType> fields;
    for_each_command([&](const auto& body) {
        if (body.name == command) {
            for_each_field(body, [&](const auto& one, const auto& value) {
                fields.push_back({one.name, field_type(value)});
            });
        }
    });
    return fields;
}

std::string one_of(std::span<const std::string_view> words) {
    std::string text = "expected one of ";
    for (std::size_t i = 0; i < words.size(); ++i) {
        text += i == 0 ? "" : ", ";
        text += words[i];
    }
    return text;
}

std::string expected(const FieldType& type, Node value) {
    if (type.words.empty()) {
        return "expected: " + std::string(type.name);
    }
    const Words words(type.words.begin(), type.words.end());
    const auto near = base::nearest_word(value.text(), words);
    return near ? question(*near) : one_of(type.words);
}

// The first medium of a list that there is not.
std::optional<Node> unknown_medium(Node list, const State& state) {
    if (list.kind() != Kind::sequence) {
        return std::nullopt;
    }
    for (const Node one : list) {
        MediaId media;
        if (one.kind() == Kind::string && !find_name(state, one.text(), media).found) {
            return one;
        }
    }
    return std::nullopt;
}

std::optional<RefusalWords> unknown_medium_words(Node list, const State& state) {
    const auto medium = unknown_medium(list, state);
    return medium ? std::optional(unknown_name_words("no such media", medium->text(),
                                                     known_names(Reason::unknown_media, state)))
                  : std::nullopt;
}

bool is_scalar(Node node) {
    return node.kind() != Kind::mapping && node.kind() != Kind::sequence &&
           node.kind() != Kind::null;
}

// What the table of reasons says, its remedy apart.
RefusalWords words_of(Reason reason) {
    const std::string_view text = Refusal{reason, {}}.row().message;
    const std::size_t remedy = text.find("; ");
    if (remedy == std::string_view::npos) {
        return {std::string(text), ""};
    }
    return {std::string(text.substr(0, remedy)), std::string(text.substr(remedy + 2))};
}

RefusalWords with_value(Reason reason, std::optional<Node> value) {
    RefusalWords words = words_of(reason);
    if (value && is_scalar(*value)) {
        const bool is_text = value->kind() == Kind::string;
        words.message += ": " + (is_text ? quoted(value->text()) : std::string(value->text()));
    }
    return words;
}

// What can be done with an interaction with which something else was to be done.
std::string capabilities(std::string_view interaction_id, const State& state) {
    const Interaction* found = find(state, parse_interaction(interaction_id));
    if (found == nullptr) {
        return {};
    }
    std::string names;
    interaction::for_each_capability(state, *found, [&](std::string_view name) {
        names += names.empty() ? "" : ", ";
        names += name;
    });
    return "now it has " + (names.empty() ? "none" : names);
}

bool names_nothing(const Refusal& refusal, std::optional<Node> value) {
    return value && value->kind() == Kind::string && refusal.row().message.starts_with("no such");
}

}  // namespace

RefusalWords unknown_name_words(std::string_view message, std::string_view name,
                                const Words& known) {
    const auto near =
        known.size() <= comparable_names ? base::nearest_word(name, known) : std::nullopt;
    return {std::string(message) + ' ' + quoted(name), near ? question(*near) : ""};
}

RefusalWords refusal_words(const Refusal& refusal, std::optional<Node> value, const State& state) {
    if (!names_nothing(refusal, value)) {
        if (refusal.reason == Reason::invalid_value && value) {
            if (auto medium = unknown_medium_words(*value, state)) {
                return *std::move(medium);
            }
        }
        RefusalWords words = with_value(refusal.reason, value);
        if (refusal.reason == Reason::not_in_state && refusal.field == "interaction" && value) {
            words.remedy = capabilities(value->text(), state);
        }
        return words;
    }
    const std::string_view name = refusal.reason == Reason::unknown_skill
                                      ? unknown_skill(value->text(), state)
                                      : value->text();
    return unknown_name_words(refusal.row().message, name, known_names(refusal.reason, state));
}

RefusalWords unread_words(const Refusal& refusal, Node command, const State& state) {
    const std::optional<Node> name = command.find("command");
    const std::vector<NamedType> fields = fields_of(name ? name->text() : "");
    if (refusal.reason == Reason::unknown_field) {
        Words known;
        for (const NamedType& one : fields) {
            known.push_back(one.name);
        }
        const RefusalWords plain = words_of(refusal.reason);
        RefusalWords words = unknown_name_words(plain.message, refusal.field, known);
        words.remedy = words.remedy.empty() ? plain.remedy : words.remedy;
        return words;
    }
    const std::optional<Node> value = command.find(refusal.field);
    if (names_nothing(refusal, value)) {
        const bool is_command = refusal.reason == Reason::unknown_command;
        return unknown_name_words(
            refusal.row().message, value->text(),
            is_command ? command_names() : known_names(refusal.reason, state));
    }
    RefusalWords words = with_value(refusal.reason, value);
    if (refusal.reason != Reason::invalid_value || !value) {
        return words;
    }
    if (auto medium = unknown_medium_words(*value, state)) {
        return *std::move(medium);
    }
    for (const NamedType& one : fields) {
        if (one.name == refusal.field) {
            words.remedy = expected(one.type, *value);
        }
    }
    return words;
}

}  // namespace cordboard::codec
