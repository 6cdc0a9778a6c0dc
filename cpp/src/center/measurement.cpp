// SPDX-License-Identifier: Apache-2.0
#include "center/measurement.hpp"

#include <utility>

#include "center/attribute_texts.hpp"
#include "center/declared.hpp"
#include "codec/interaction_id.hpp"
#include "codec/statistics_json.hpp"
#include "stats/actions.hpp"

namespace cordboard::center {

Measurement::Measurement(std::vector<StatisticDefinition> definitions, StatisticsOptions options,
                         bool keeps_actions)
    : engine_(std::make_unique<StatisticsEngine>(std::move(definitions), std::move(options))),
      projector_(*engine_, keeps_actions, attribute_wording()),
      keeps_actions_(keeps_actions) {}

Measurement::Measurement(const Measurement& other)
    : engine_(std::make_unique<StatisticsEngine>(*other.engine_)),
      projector_(other.projector_, *engine_),
      keeps_actions_(other.keeps_actions_),
      objects_opened_(other.objects_opened_),
      kept_(other.kept_) {}

void Measurement::observe(std::span<const Event> events, const Arena& texts) {
    while (!events.empty()) {
        rows_.clear();
        events = events.subspan(projector_.observe(events, texts, rows_));
        if (engine_->object_count() != objects_opened_) {
            open_all();
        }
        if (keeps_actions_) {
            kept_.insert(kept_.end(), rows_.begin(), rows_.end());
            for (const ActionRow& row : rows_) {
                engine_->retain(row.attributes);
            }
        }
        engine_->observe(rows_);
    }
}

void Measurement::open_all() {
    // What cannot be opened is reported when the definitions are read.
    (void)open_declared(*engine_, objects_opened_);
}

std::shared_ptr<const columns::Table> Measurement::statistic_table(Instant now) const {
    return figures::value_table(*engine_, now, words_of(*engine_),
                                [this](StatisticId one) { return structure_json(one); });
}

std::shared_ptr<const columns::Table> Measurement::action_table() const {
    using columns::Type;
    columns::Builder builder({{"time", Type::instant},
                              {"object_type", Type::word},
                              {"object", Type::word},
                              {"action", Type::word},
                              {"phase", Type::word},
                              {"duration", Type::integer},
                              {"interaction", Type::text},
                              {"media", Type::word},
                              {"attributes", Type::word}});
    constexpr std::string_view phases[] = {"start", "end", "update", "occur"};
    for (const ActionRow& row : kept_) {
        const ObjectType type = engine_->type_of(row.object);
        const auto phase = static_cast<std::uint32_t>(row.phase);
        builder.set_instant(0, row.time);
        builder.set_known_word(1, static_cast<std::uint32_t>(type), [&] { return name_of(type); });
        builder.set_known_word(2, row.object.value, [&] { return engine_->name_of(row.object); });
        builder.set_known_word(3, row.action, [&] { return action_name(row.action); });
        builder.set_known_word(4, phase, [&] { return phases[phase]; });
        if (carries_duration(row.action)) {
            builder.set_integer(5, row.duration.microseconds);
        }
        if (stats::is_presence(row.action)) {
            const ObjectId agent{static_cast<std::uint32_t>(row.interaction - 1)};
            builder.set_text(6, engine_->name_of(agent));
        } else if (row.interaction != 0) {
            builder.set_text(6, codec::interaction_text({row.interaction}));
        }
        if (row.call_type != CallType::unknown || row.attributes != 0) {
            const auto known = row.attributes * static_cast<std::uint32_t>(call_type_count) +
                               static_cast<std::uint32_t>(row.call_type);
            builder.set_known_word(
                8, known, [&] { return attributes_json(*engine_, row.attributes, row.call_type); });
        }
        if (row.media != 0) {
            builder.set_known_word(7, row.media, [&] { return engine_->text_of(row.media); });
        }
        builder.end_row();
    }
    return builder.finish();
}

std::string Measurement::structure_json(StatisticId statistic) const {
    return codec::structure_json(*engine_, statistic, [](std::uint64_t interaction) {
        return codec::interaction_text({interaction});
    });
}

}  // namespace cordboard::center
