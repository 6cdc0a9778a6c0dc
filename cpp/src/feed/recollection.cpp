// SPDX-License-Identifier: Apache-2.0
#include "feed/recollection.hpp"

#include <utility>

namespace cordboard::feed {

namespace {

// An engine of the past knows every name that is known at present.
void learn(StatisticsEngine& engine, const StatisticsEngine& present) {
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
}

}  // namespace

void Recollection::begin(const StatisticsEngine& engine) {
    earlier_ = {};
    later_ = {};
    later_.base = std::make_shared<StatisticsEngine>(engine);
}

void Recollection::resume(const StatisticsEngine& engine) {
    begin(engine);
    since_ = engine.now();
}

void Recollection::observe(const StatisticsEngine& engine, std::span<const ActionRow> rows) {
    if (!remembers()) {
        return;
    }
    if (!later_.rows.empty() && (later_.rows.size() + rows.size()) * 2 > limit_) {
        if (before_.moved) {
            move_up(engine);
        } else {
            const Past earlier = earlier_;
            const std::optional<Instant> since = since_;
            move_up(engine);
            before_.moved = {earlier, earlier_, since};
        }
    }
    for (ActionRow row : rows) {
        if (row.attributes != 0) {
            row.attributes = later_.attributes.keep(engine.attributes(row.attributes));
        }
        later_.rows.push_back(row);
    }
}

void Recollection::add(const Step& step) {
    later_.steps.push_back(step);
    later_.steps.back().row = later_.rows.size();
}

void Recollection::advance_to(Instant now) {
    if (!later_.steps.empty() && later_.steps.back().kind == Kind::advance &&
        later_.steps.back().row == later_.rows.size()) {
        later_.steps.back().at = now;
        return;
    }
    Step step;
    step.at = now;
    add(step);
}

void Recollection::opened(ObjectId object, DefinitionIndex definition) {
    Step step;
    step.kind = Kind::open;
    step.object = object;
    step.definition = definition;
    add(step);
}

void Recollection::closed(ObjectId object, DefinitionIndex definition) {
    Step step;
    step.kind = Kind::close;
    step.object = object;
    step.definition = definition;
    add(step);
}

void Recollection::begin_feed(Outlet outlet) {
    outlet_ = std::move(outlet);
    before_ = {later_.rows.size(), later_.steps.size(), std::nullopt};
    forgotten_.clear();
}

void Recollection::cut(Stretch& stretch, const Before& before) {
    for (std::size_t at = before.rows; at < stretch.rows.size(); ++at) {
        stretch.attributes.release(stretch.rows[at].attributes);
    }
    stretch.rows.resize(before.rows);
    stretch.steps.resize(before.steps);
}

void Recollection::undo_feed() {
    if (before_.moved) {
        earlier_ = std::move(before_.moved->earlier);
        later_ = *before_.moved->later;
        since_ = before_.moved->since;
        before_.moved.reset();
    }
    later_.told.reset();
    cut(later_, before_);
    forgotten_.clear();
    outlet_ = {};
}

void Recollection::commit_feed(const StatisticsEngine& engine) {
    if (!remembers()) {
        resume(engine);
    }
    const bool moves =
        remembers() && (later_.rows.size() * 2 > limit_ || later_.steps.size() > limit_);
    if (moves) {
        tell_earlier(engine);
    }
    if (!forgotten_.empty()) {
        outlet_(std::exchange(forgotten_, {}));
    }
    if (moves) {
        shift(engine);
    }
    before_ = {};
    outlet_ = {};
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

// Gives the messages to somebody.
struct Teller {
    stats::Notifier notifier;
    const Recollection::Outlet& outlet;

    StatisticsEngine& engine() { return notifier.engine(); }
    void observe(const ActionRow& row) {
        while (notifier.observe({&row, 1}) == 0) {
            outlet(notifier.take());
        }
    }
    template <class Step>
    void step(const Step& step) {
        switch (step.kind) {
            case decltype(step.kind)::advance:
                while (!notifier.advance_to(step.at)) {
                    outlet(notifier.take());
                }
                break;
            case decltype(step.kind)::open:
                if (const Opened opened = engine().open(step.object, step.definition);
                    opened.id.exists()) {
                    notifier.opened(opened.id);
                }
                break;
            case decltype(step.kind)::close:
                notifier.close(engine().find_statistic(step.object, step.definition).value());
                break;
        }
    }
};

// Keeps what one statistic counts, in a second statistic beside it that lives as long.
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
                (void)traced.open(step.object, step.definition);
                follow();
                break;
            case decltype(step.kind)::close:
                traced.close(*traced.find_statistic(step.object, step.definition));
                follow();
                break;
        }
    }
    std::optional<StatisticId> twin() const { return traced.find_statistic(object, tracing); }
    // Opens and closes the second one with the first.
    void follow() {
        const std::optional<StatisticId> followed = traced.find_statistic(object, definition);
        const std::optional<StatisticId> second = twin();
        if (followed && !second) {
            traced.trace(*followed, tracing);
        } else if (second && !followed) {
            traced.close(*second);
        }
    }
};

}  // namespace

// The earlier stretch is forgotten, the later one takes its place, and a new one begins here.
void Recollection::shift(const StatisticsEngine& engine) {
    if (earlier_ != nullptr) {
        since_ = later_.base->now();
    }
    Past forgotten = std::exchange(earlier_, std::make_shared<Stretch>(std::exchange(later_, {})));
    // A stretch and an engine that nobody needs any more have room for these.
    std::shared_ptr<StatisticsEngine> base;
    if (forgotten != nullptr && forgotten.use_count() == 1) {
        later_.rows = std::move(forgotten->rows);
        later_.rows.clear();
        base = std::move(forgotten->base);
    }
    if (base != nullptr && base.use_count() == 1) {
        *base = engine;
    } else {
        base = std::make_shared<StatisticsEngine>(engine);
    }
    later_.base = std::move(base);
}

void Recollection::move_up(const StatisticsEngine& engine) {
    tell_earlier(engine);
    shift(engine);
}

void Recollection::tell_earlier(const StatisticsEngine& engine) {
    if (earlier_ == nullptr || outlet_ == nullptr) {
        return;
    }
    const Outlet forget = [this](const std::vector<stats::Notification>& sent) {
        forgotten_.insert(forgotten_.end(), sent.begin(), sent.end());
        if (forgotten_.size() >= stats::Notifier::messages_in_piece) {
            outlet_(std::exchange(forgotten_, {}));
        }
    };
    Teller teller{notifier_of(*earlier_, engine), forget};
    play(*earlier_, teller);
    forget(teller.notifier.take());
    later_.told = std::make_shared<const stats::Notifier>(std::move(teller.notifier));
}

stats::Notifier Recollection::notifier_of(const Stretch& stretch, const StatisticsEngine& present) {
    stats::Notifier notifier =
        stretch.told != nullptr ? *stretch.told : stats::Notifier(*stretch.base);
    learn(notifier.engine(), present);
    return notifier;
}

std::vector<const Recollection::Stretch*> Recollection::stretches() const {
    if (earlier_ != nullptr) {
        return {earlier_.get(), &later_};
    }
    return {&later_};
}

void Recollection::tell(const StatisticsEngine& present, const Only& only,
                        const Outlet& outlet) const {
    const auto all = stretches();
    Teller teller{notifier_of(*all.front(), present), outlet};
    if (only) {
        teller.notifier.tell_only_of(only->first, only->second);
    }
    for (const Stretch* stretch : all) {
        play(*stretch, teller);
    }
    outlet(teller.notifier.finish());
}

Explanation Recollection::explain(const StatisticsEngine& present, ObjectId object,
                                  DefinitionIndex definition) const {
    const auto all = stretches();
    Tracer tracer{*all.front()->base, object, definition, 0};
    learn(tracer.traced, present);
    tracer.tracing = tracer.traced.add_traced(tracer.definition);
    tracer.follow();
    for (const Stretch* stretch : all) {
        play(*stretch, tracer);
    }
    tracer.traced.advance_to(present.now());
    return tracer.traced.explanation(*tracer.twin());
}

}  // namespace cordboard::feed
