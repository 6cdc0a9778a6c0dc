// SPDX-License-Identifier: Apache-2.0
#include "figures/statistic_tables.hpp"

#include <algorithm>
#include <cstddef>

namespace cordboard::figures {

namespace {

using columns::Builder;
using columns::Type;

enum Column : std::size_t { time, object_type, object, statistic, value, structure };

std::vector<columns::ColumnSchema> message_columns() {
    return {{"time", Type::instant},
            {"object_type", Type::word},
            {"object", Type::word},
            {"statistic", Type::word},
            {"value", Type::real}};
}

std::vector<columns::ColumnSchema> value_columns() {
    auto columns = message_columns();
    columns.push_back({"structure", Type::text});
    return columns;
}

void set_names(Builder& builder, const StatisticsEngine& engine, const OpenStatistic& one,
               const WordsOf& words) {
    const ObjectWords named = words(one);
    builder.set_word(object_type, named.type);
    builder.set_known_word(object, one.object.value, [&] { return named.name; });
    builder.set_known_word(statistic, one.definition, [&] {
        return std::string_view(engine.definition(one.definition).name);
    });
}

}  // namespace

std::shared_ptr<const columns::Table> value_table(const StatisticsEngine& engine, Instant now,
                                                  const WordsOf& words,
                                                  const StructureOf& structure_of) {
    Builder builder(value_columns());
    for (const OpenStatistic& one : engine.statistics()) {
        builder.set_instant(time, now);
        set_names(builder, engine, one, words);
        if (engine.is_structure(one.id)) {
            builder.set_text(structure, structure_of(one.id));
        } else {
            builder.set_real(value, engine.value(one.id));
        }
        builder.end_row();
    }
    return builder.finish();
}

std::shared_ptr<const columns::Table> message_table(const StatisticsEngine& engine,
                                                    const std::vector<stats::Notification>& sent,
                                                    const WordsOf& words) {
    Builder builder(message_columns());
    if (sent.empty()) {
        return builder.finish();
    }
    std::vector<OpenStatistic> by_id;
    for (const OpenStatistic& one : engine.statistics()) {
        by_id.resize(std::max<std::size_t>(by_id.size(), one.id.value + 1));
        by_id[one.id.value] = one;
    }
    for (const stats::Notification& one : sent) {
        if (one.statistic.value >= by_id.size() || !by_id[one.statistic.value].id.exists()) {
            continue;
        }
        builder.set_instant(time, one.time);
        set_names(builder, engine, by_id[one.statistic.value], words);
        if (one.value) {
            builder.set_real(value, *one.value);
        }
        builder.end_row();
    }
    return builder.finish();
}

}  // namespace cordboard::figures
