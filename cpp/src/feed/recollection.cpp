// SPDX-License-Identifier: Apache-2.0
#include "feed/recollection.hpp"

#include <utility>

namespace cordboard::feed {

void Recollection::begin(const StatisticsEngine& engine) {
    earlier_ = {};
    later_ = {};
    later_.base = std::make_unique<StatisticsEngine>(engine);
}

void Recollection::resume(const StatisticsEngine& engine) {
    begin(engine);
    since_ = engine.now();
}

void Recollection::observe(const StatisticsEngine& engine, std::span<const ActionRow> rows) {
    if (overflown_ || later_.rows.size() + rows.size() > limit_) {
        overflown_ = true;
        return;
    }
    const std::size_t first = later_.rows.size();
    later_.rows.insert(later_.rows.end(), rows.begin(), rows.end());
    for (std::size_t at = first; at < later_.rows.size(); ++at) {
        ActionRow& row = later_.rows[at];
        if (row.attributes != 0) {
            row.attributes = later_.attributes.keep(engine.attributes(row.attributes));
        }
    }
}

void Recollection::advance_to(Instant now) {
    Step step;
    step.kind = Kind::advance;
    step.row = later_.rows.size();
    step.at = now;
    later_.steps.push_back(step);
}

void Recollection::opened(ObjectId object, DefinitionIndex definition) {
    Step step;
    step.kind = Kind::open;
    step.row = later_.rows.size();
    step.object = object;
    step.definition = definition;
    later_.steps.push_back(step);
}

void Recollection::closed(StatisticId statistic) {
    Step step;
    step.kind = Kind::close;
    step.row = later_.rows.size();
    step.statistic = statistic;
    later_.steps.push_back(step);
}

void Recollection::begin_feed() {
    rows_before_feed_ = later_.rows.size();
    steps_before_feed_ = later_.steps.size();
    overflown_ = false;
}

void Recollection::undo_feed() {
    for (std::size_t at = rows_before_feed_; at < later_.rows.size(); ++at) {
        later_.attributes.release(later_.rows[at].attributes);
    }
    later_.rows.resize(rows_before_feed_);
    later_.steps.resize(steps_before_feed_);
    overflown_ = false;
}

std::vector<stats::Notification> Recollection::commit_feed(const StatisticsEngine& engine,
                                                           bool wanted) {
    std::vector<stats::Notification> forgotten;
    if (overflown_) {
        begin(engine);
        since_ = engine.now();
    } else if (later_.rows.size() * 2 > limit_ || later_.steps.size() > limit_) {
        if (wanted && earlier_.base) {
            const Stretch* const one[] = {&earlier_};
            forgotten = played(one, engine, std::nullopt);
        }
        if (earlier_.base) {
            since_ = later_.base->now();
        }
        earlier_ = std::move(later_);
        later_ = {};
        later_.base = std::make_unique<StatisticsEngine>(engine);
    }
    overflown_ = false;
    return forgotten;
}

StatisticsEngine Recollection::base_of(const Stretch& stretch, const StatisticsEngine& present) {
    StatisticsEngine engine = *stretch.base;
    for (std::size_t at = engine.text_count(); at < present.text_count(); ++at) {
        engine.text(present.text_of(static_cast<std::uint32_t>(at)));
    }
    for (std::size_t at = engine.object_count(); at < present.object_count(); ++at) {
        const ObjectId object{static_cast<std::uint32_t>(at)};
        engine.object(present.type_of(object), present.name_of(object));
    }
    for (std::size_t at = engine.definition_count(); at < present.definition_count(); ++at) {
        engine.add_definition(present.definition(static_cast<DefinitionIndex>(at)),
                              present.zones());
    }
    return engine;
}

template <class Player>
void Recollection::play(const Stretch& stretch, Player& player) {
    std::size_t row = 0;
    const auto rows_to = [&](std::size_t end) {
        for (; row < end; ++row) {
            ActionRow copy = stretch.rows[row];
            if (copy.attributes != 0) {
                std::vector<stats::Attribute> attributes;
                stretch.attributes.for_each(copy.attributes, [&](const stats::Attribute& one) {
                    attributes.push_back(one);
                });
                copy.attributes = player.engine().keep(attributes);
            }
            player.observe(copy);
        }
    };
    for (const Step& step : stretch.steps) {
        rows_to(step.row);
        player.step(step);
    }
    rows_to(stretch.rows.size());
}

namespace {

// Notes the messages.
struct Teller {
    stats::Notifier notifier;

    StatisticsEngine& engine() { return notifier.engine(); }
    void observe(const ActionRow& row) { notifier.observe({&row, 1}); }
    template <class Step>
    void step(const Step& step) {
        switch (step.kind) {
            case decltype(step.kind)::advance:
                notifier.advance_to(step.at);
                break;
            case decltype(step.kind)::open:
                if (const Opened opened = engine().open(step.object, step.definition);
                    opened.id.exists()) {
                    notifier.opened(opened.id);
                }
                break;
            case decltype(step.kind)::close:
                engine().close(step.statistic);
                notifier.closed(step.statistic);
                break;
        }
    }
};

// Keeps what one statistic counts, in a second statistic beside it.
struct Tracer {
    StatisticsEngine traced;
    ObjectId object;
    DefinitionIndex definition = 0;
    DefinitionIndex tracing = 0;

    StatisticsEngine& engine() { return traced; }
    void observe(const ActionRow& row) { traced.observe({&row, 1}); }
    template <class Step>
    void step(const Step& step) {
        switch (step.kind) {
            case decltype(step.kind)::advance:
                traced.advance_to(step.at);
                break;
            case decltype(step.kind)::open:
                if (step.object == object && step.definition == definition) {
                    (void)traced.open(object, tracing);
                }
                break;
            case decltype(step.kind)::close:
                break;
        }
    }
};

}  // namespace

std::vector<stats::Notification> Recollection::played(std::span<const Stretch* const> stretches,
                                                      const StatisticsEngine& present,
                                                      std::optional<StatisticId> only) {
    Teller teller{stats::Notifier(base_of(*stretches.front(), present), only)};
    for (const Stretch* stretch : stretches) {
        play(*stretch, teller);
    }
    return teller.notifier.finish();
}

std::vector<const Recollection::Stretch*> Recollection::stretches() const {
    if (earlier_.base) {
        return {&earlier_, &later_};
    }
    return {&later_};
}

std::vector<stats::Notification> Recollection::notifications(
    const StatisticsEngine& present, std::optional<StatisticId> only) const {
    return played(stretches(), present, only);
}

std::vector<CountedElement> Recollection::explain(const StatisticsEngine& present,
                                                  StatisticId statistic) const {
    const auto all = stretches();
    Tracer tracer{base_of(*all.front(), present), {}, present.definition_of(statistic), 0};
    for (const OpenStatistic& one : present.statistics()) {
        if (one.id == statistic) {
            tracer.object = one.object;
        }
    }
    tracer.tracing = tracer.traced.add_traced(tracer.definition);
    std::optional<StatisticId> open =
        all.front()->base->find_statistic(tracer.object, tracer.definition);
    if (open) {
        (void)tracer.traced.open(tracer.object, tracer.tracing);
    }
    for (const Stretch* stretch : all) {
        play(*stretch, tracer);
    }
    tracer.traced.advance_to(present.now());
    open = tracer.traced.find_statistic(tracer.object, tracer.tracing);
    return open ? tracer.traced.counted(*open) : std::vector<CountedElement>{};
}

}  // namespace cordboard::feed
