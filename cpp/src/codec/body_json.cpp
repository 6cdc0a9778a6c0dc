// SPDX-License-Identifier: Apache-2.0
#include "codec/body_json.hpp"

#include <algorithm>
#include <limits>
#include <optional>
#include <type_traits>
#include <vector>

#include "codec/duration_text.hpp"
#include "codec/field_types.hpp"
#include "codec/interaction_id.hpp"
#include "codec/names.hpp"
#include "codec/value_json.hpp"

namespace cordboard::codec {

namespace {

using Fault = std::optional<Reason>;

struct Source {
    Node node;
    const State& state;
    Arena& texts;
};

template <class Number>
Fault read_whole(Node node, Number& value) {
    if (node.kind() != Kind::integer) {
        return Reason::invalid_value;
    }
    std::int64_t wide = 0;
    const std::string_view text = node.text();
    const auto parsed = std::from_chars(text.data(), text.data() + text.size(), wide);
    if (parsed.ec != std::errc{} || wide < std::numeric_limits<Number>::min() ||
        (sizeof(Number) < 8 &&
         wide > static_cast<std::int64_t>(std::numeric_limits<Number>::max()))) {
        return Reason::out_of_range;
    }
    value = static_cast<Number>(wide);
    return {};
}

Fault read(const Source& from, bool& value) {
    if (from.node.kind() != Kind::boolean) {
        return Reason::invalid_value;
    }
    value = from.node.text() == "true";
    return {};
}

template <class Number>
    requires(std::is_integral_v<Number> && !std::is_same_v<Number, bool>)
Fault read(const Source& from, Number& value) {
    return read_whole(from.node, value);
}

template <class Enumeration>
    requires std::is_enum_v<Enumeration>
Fault read(const Source& from, Enumeration& value) {
    const auto& names = Names<Enumeration>::names;
    const auto found = std::find(std::begin(names), std::end(names), from.node.text());
    if (from.node.kind() != Kind::string || found == std::end(names)) {
        return Reason::invalid_value;
    }
    value = static_cast<Enumeration>(found - std::begin(names));
    return {};
}

Fault read(const Source& from, Text& value) {
    if (from.node.kind() != Kind::string) {
        return Reason::invalid_value;
    }
    value = from.texts.add(from.node.text());
    return {};
}

Fault read(const Source& from, ValueText& value) {
    if (from.node.kind() != Kind::mapping) {
        return Reason::invalid_value;
    }
    std::string bytes;
    append_value(from.node, bytes);
    value = from.texts.add_value(bytes);
    return {};
}

Fault read(const Source& from, Duration& value) {
    if (from.node.kind() == Kind::integer) {
        return read_whole(from.node, value.microseconds);
    }
    const Parsed<Duration> parsed = parse_duration(from.node.text());
    if (from.node.kind() != Kind::string || !parsed.ok()) {
        return Reason::invalid_value;
    }
    value = parsed.value();
    return {};
}

Fault read(const Source& from, InteractionId& value) {
    if (from.node.kind() != Kind::string) {
        return Reason::invalid_value;
    }
    value = parse_interaction(from.node.text());
    return value.exists() ? Fault{} : Fault{Reason::unknown_interaction};
}

Fault read(const Source& from, TargetId& value) { return read_whole(from.node, value.value); }
Fault read(const Source& from, TargetListId& value) { return read_whole(from.node, value.value); }

template <class Tag>
Fault read(const Source& from, Id<Tag>& value) {
    if (from.node.kind() != Kind::string) {
        return Reason::invalid_value;
    }
    const NameLookup lookup = find_name(from.state, from.node.text(), value);
    return lookup.found ? Fault{} : Fault{lookup.reason};
}

Fault read(const Source& from, MediaSet& value) {
    if (from.node.kind() != Kind::sequence) {
        return Reason::invalid_value;
    }
    for (const Node one : from.node) {
        MediaId media;
        if (read({one, from.state, from.texts}, media)) {
            return Reason::invalid_value;
        }
        value.insert(media);
    }
    return {};
}

// Names that no media has are kept: beside others they are no fault of the whole.
Fault read(const Source& from, ChannelList& value) {
    if (from.node.kind() != Kind::sequence) {
        return Reason::invalid_value;
    }
    std::string unknown;
    for (const Node one : from.node) {
        MediaId media;
        if (one.kind() != Kind::string || one.text().empty() ||
            one.text().find('\0') != std::string_view::npos) {
            return Reason::invalid_value;
        }
        if (read({one, from.state, from.texts}, media)) {
            unknown.append(one.text()) += '\0';
        } else {
            value.media.insert(media);
        }
    }
    value.unknown = from.texts.add(unknown);
    return {};
}

template <class Value>
Fault read(const Source& from, std::optional<Value>& value) {
    return read(from, value.emplace());
}

// The first key that is no field of the body.
template <class Body>
std::optional<std::string_view> unknown_field(Node node) {
    for (const Node given : node) {
        bool known = given.key() == "command";
        const Body body{};
        for_each_field(
            body, [&](const auto& one, const auto&) { known = known || one.name == given.key(); });
        if (!known) {
            return given.key();
        }
    }
    return std::nullopt;
}

// The fields stand beside "command" itself. A refusal may name a key of the document.
template <class Body>
Result<CommandBody> read_body(Node node, const State& state, Arena& texts) {
    Body body;
    std::optional<Refusal> refusal;
    for_each_field(body, [&](const auto& one, auto& value) {
        const std::optional<Node> given = node.find(one.name);
        if (refusal || !given || given->kind() == Kind::null) {
            if (!refusal && one.required) {
                refusal = Refusal{Reason::missing_value, one.name};
            }
            return;
        }
        if (const Fault fault = read(Source{*given, state, texts}, value)) {
            refusal = Refusal{*fault, one.name};
        }
    });
    if (const auto key = unknown_field<Body>(node)) {
        return Refusal{Reason::unknown_field, *key};
    }
    if (refusal) {
        return *refusal;
    }
    return CommandBody{body};
}

using ReadBody = Result<CommandBody> (*)(Node, const State&, Arena&);

struct CommandRow {
    std::string_view name;
    ReadBody read;
};

template <std::size_t... index>
constexpr auto command_rows(std::index_sequence<index...>) {
    return std::array{CommandRow{std::variant_alternative_t<index, CommandBody>::name,
                                 &read_body<std::variant_alternative_t<index, CommandBody>>}...};
}
constexpr auto commands =
    command_rows(std::make_index_sequence<std::variant_size_v<CommandBody>>());

// Writing: one overload per type of field.
struct Target {
    JsonWriter& writer;
    const State& state;
    const Arena& texts;
};

void write(const Target& to, bool value) { to.writer.boolean(value); }
template <class Number>
    requires(std::is_integral_v<Number> && !std::is_same_v<Number, bool>)
void write(const Target& to, Number value) {
    to.writer.integer(value);
}
template <class Enumeration>
    requires std::is_enum_v<Enumeration>
void write(const Target& to, Enumeration value) {
    to.writer.text(cordboard::name_of(value));
}
void write(const Target& to, Text value) { to.writer.text(to.texts.view(value)); }
void write(const Target& to, ValueText value) {
    if (value.length == 0) {
        to.writer.verbatim("{}");
    } else {
        write_value(to.writer, to.texts.view(value));
    }
}
void write(const Target& to, Duration value) { to.writer.integer(value.microseconds); }
void write(const Target& to, Instant value) {
    if (value == never) {
        to.writer.null();
    } else {
        to.writer.integer(value.microseconds);
    }
}
void write(const Target& to, InteractionId value) { to.writer.text(interaction_text(value)); }
void write(const Target& to, TargetId value) { to.writer.integer(value.value); }
void write(const Target& to, TargetListId value) { to.writer.integer(value.value); }
template <class Tag>
void write(const Target& to, Id<Tag> value) {
    to.writer.text(name_of(to.state, value));
}
void write(const Target& to, MediaSet value) {
    to.writer.begin_array();
    for (std::uint32_t i = 0; i < to.state.directory.media.size(); ++i) {
        if (value.contains({i})) {
            to.writer.text(name_of(to.state, MediaId{i}));
        }
    }
    to.writer.end_array();
}

template <class Value>
bool is_absent(const Value& value) {
    if constexpr (requires { value.exists(); }) {
        return !value.exists();
    } else {
        return false;
    }
}

template <class Body>
void write_fields(JsonWriter& writer, const Body& body, const Arena& texts, const State& state) {
    for_each_field(body, [&](const auto& one, const auto& value) {
        writer.key(one.name);
        if (is_absent(value)) {
            writer.null();
        } else {
            write(Target{writer, state, texts}, value);
        }
    });
}

template <class Body>
void write_schema(JsonWriter& writer, std::string_view key) {
    writer.begin_object();
    writer.key(key);
    writer.text(Body::name);
    writer.key("fields");
    writer.begin_array();
    const Body body{};
    for_each_field(body, [&](const auto& one, const auto& value) {
        writer.begin_object();
        writer.key("name");
        writer.text(one.name);
        writer.key("type");
        writer.text(field_type(value).name);
        writer.key("values");
        writer.begin_array();
        for (const std::string_view word : field_type(value).words) {
            writer.text(word);
        }
        writer.end_array();
        writer.key("required");
        writer.boolean(one.required);
        writer.key("meaning");
        writer.text(one.meaning);
        writer.end_object();
    });
    writer.end_array();
    writer.end_object();
}

template <class Variant, std::size_t... index>
void write_schemas(JsonWriter& writer, std::string_view key, std::index_sequence<index...>) {
    writer.begin_array();
    (write_schema<std::variant_alternative_t<index, Variant>>(writer, key), ...);
    writer.end_array();
}

}  // namespace

Result<CommandBody> read_command(Node node, const State& state, Arena& texts) {
    if (node.kind() != Kind::mapping) {
        throw node.fault("expected an object with the key \"command\"");
    }
    const std::optional<Node> name = node.find("command");
    if (!name || name->kind() != Kind::string) {
        return Refusal{name ? Reason::invalid_value : Reason::missing_value, "command"};
    }
    for (const CommandRow& row : commands) {
        if (row.name == name->text()) {
            return row.read(node, state, texts);
        }
    }
    return Refusal{Reason::unknown_command, "command"};
}

void write_event(std::string& out, const Event& event, const Arena& texts, const State& state) {
    JsonWriter writer(out);
    writer.begin_object();
    std::visit(
        [&](const auto& body) {
            writer.key("event");
            writer.text(body.name);
            writer.key("at");
            writer.integer(event.at.microseconds);
            write_fields(writer, body, texts, state);
        },
        event.body);
    writer.end_object();
}

std::string schema_json() {
    std::string out;
    JsonWriter writer(out);
    writer.begin_object();
    writer.key("commands");
    write_schemas<CommandBody>(writer, "command",
                               std::make_index_sequence<std::variant_size_v<CommandBody>>());
    writer.key("events");
    write_schemas<EventBody>(writer, "event",
                             std::make_index_sequence<std::variant_size_v<EventBody>>());
    writer.end_object();
    return out;
}

}  // namespace cordboard::codec
