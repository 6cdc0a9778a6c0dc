// SPDX-License-Identifier: Apache-2.0
#include "center/event_table.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "codec/interaction_id.hpp"
#include "codec/json_writer.hpp"
#include "codec/names.hpp"
#include "codec/value_json.hpp"

namespace cordboard::center {

namespace {

using columns::Builder;
using columns::Type;

// Which type of column a field has.
Type column_type(bool) { return Type::boolean; }
Type column_type(Text) { return Type::text; }
Type column_type(ValueText) { return Type::text; }
Type column_type(MediaSet) { return Type::text; }
Type column_type(InteractionId) { return Type::text; }
Type column_type(Instant) { return Type::instant; }
Type column_type(Duration) { return Type::integer; }
Type column_type(TargetId) { return Type::integer; }
Type column_type(TargetListId) { return Type::integer; }
template <class Tag>
Type column_type(Id<Tag>) {
    return Type::word;
}
template <class Value>
    requires std::is_enum_v<Value>
Type column_type(Value) {
    return Type::word;
}
template <class Number>
    requires(std::is_integral_v<Number> && !std::is_same_v<Number, bool>)
Type column_type(Number) {
    return Type::integer;
}

// The columns, and for each event the columns of its fields.
struct Layout {
    std::vector<columns::ColumnSchema> schema{{"time", Type::instant}, {"event", Type::word}};
    std::array<std::vector<std::size_t>, std::variant_size_v<EventBody>> places;
};

void place(Layout& layout, std::size_t event, std::string_view name, Type type) {
    auto& schema = layout.schema;
    const auto same = [&](const columns::ColumnSchema& one) { return one.name == name; };
    const auto found = std::find_if(schema.begin(), schema.end(), same);
    layout.places[event].push_back(static_cast<std::size_t>(found - schema.begin()));
    if (found == schema.end()) {
        schema.push_back({std::string(name), type});
    } else if (type == Type::text) {
        // One event knows an object by its name, another quotes a text.
        found->type = Type::text;
    }
}

template <std::size_t... index>
Layout make_layout(std::index_sequence<index...>) {
    Layout layout;
    const auto add = [&]<std::size_t event>(std::integral_constant<std::size_t, event>) {
        const std::variant_alternative_t<event, EventBody> body{};
        for_each_field(body, [&](const auto& one, const auto& value) {
            place(layout, event, one.name, column_type(value));
        });
    };
    (add(std::integral_constant<std::size_t, index>{}), ...);
    return layout;
}

struct Row {
    Builder& builder;
    const Layout& layout;
    const State& state;
    const Arena& texts;

    void words(std::size_t column, std::string_view text) const {
        if (layout.schema[column].type == Type::text) {
            builder.set_text(column, text);
        } else {
            builder.set_word(column, text);
        }
    }
    void set(std::size_t column, bool value) const { builder.set_boolean(column, value); }
    void set(std::size_t column, Text value) const { builder.set_text(column, texts.view(value)); }
    void set(std::size_t column, ValueText value) const {
        std::string json;
        codec::JsonWriter writer(json);
        if (value.length > 0) {
            codec::write_value(writer, texts.view(value));
            builder.set_text(column, json);
        }
    }
    void set(std::size_t column, MediaSet value) const {
        std::string names;
        for (std::uint32_t i = 0; i < state.directory.media.size(); ++i) {
            if (value.contains({i})) {
                names += names.empty() ? "" : " ";
                names += codec::name_of(state, MediaId{i});
            }
        }
        builder.set_text(column, names);
    }
    void set(std::size_t column, InteractionId value) const {
        builder.set_text(column, codec::interaction_text(value));
    }
    void set(std::size_t column, Instant value) const {
        if (value != never) {
            builder.set_instant(column, value);
        }
    }
    void set(std::size_t column, Duration value) const {
        builder.set_integer(column, value.microseconds);
    }
    void set(std::size_t column, TargetId value) const { builder.set_integer(column, value.value); }
    void set(std::size_t column, TargetListId value) const {
        builder.set_integer(column, value.value);
    }
    template <class Tag>
    void set(std::size_t column, Id<Tag> value) const {
        if (layout.schema[column].type == Type::text) {
            builder.set_text(column, codec::name_of(state, value));
        } else {
            builder.set_known_word(column, value.value,
                                   [&] { return codec::name_of(state, value); });
        }
    }
    template <class Value>
        requires std::is_enum_v<Value>
    void set(std::size_t column, Value value) const {
        words(column, cordboard::name_of(value));
    }
    template <class Number>
        requires(std::is_integral_v<Number> && !std::is_same_v<Number, bool>)
    void set(std::size_t column, Number value) const {
        builder.set_integer(column, static_cast<std::int64_t>(value));
    }
};

template <class Value>
bool is_absent(const Value& value) {
    if constexpr (requires { value.exists(); }) {
        return !value.exists();
    } else {
        return false;
    }
}

const Layout& layout() {
    static const Layout made =
        make_layout(std::make_index_sequence<std::variant_size_v<EventBody>>());
    return made;
}

}  // namespace

std::vector<columns::ColumnSchema> event_columns() { return layout().schema; }

std::shared_ptr<const columns::Table> event_table(const EventBatch& log, const State& state) {
    Builder builder(layout().schema);
    const Row row{builder, layout(), state, log.texts};
    for (const Event& event : log.events) {
        builder.set_instant(0, event.at);
        const auto& places = layout().places[event.body.index()];
        std::visit(
            [&](const auto& body) {
                builder.set_known_word(1, static_cast<std::uint32_t>(event.body.index()),
                                       [&] { return body.name; });
                std::size_t at = 0;
                for_each_field(body, [&](const auto&, const auto& value) {
                    const std::size_t column = places[at++];
                    if (!is_absent(value)) {
                        row.set(column, value);
                    }
                });
            },
            event.body);
        builder.end_row();
    }
    return builder.finish();
}

}  // namespace cordboard::center
