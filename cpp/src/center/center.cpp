// SPDX-License-Identifier: Apache-2.0
#include "center/center.hpp"

#include <span>
#include <utility>

#include "codec/body_json.hpp"

namespace cordboard::center {

namespace {

RefusalText in_words(const Refusal& refusal) {
    const ReasonRow& row = refusal.row();
    return {static_cast<int>(row.code), row.name, row.message, std::string(refusal.field)};
}

std::unique_ptr<Measurement> copy(const std::unique_ptr<Measurement>& measurement) {
    return measurement == nullptr ? nullptr : std::make_unique<Measurement>(*measurement);
}

}  // namespace

Center::Center(Engine engine, std::unique_ptr<Measurement> measurement)
    : engine_(std::move(engine)), measurement_(std::move(measurement)) {}

Center Center::fork() const { return Center(Engine(engine_), copy(measurement_)); }

std::optional<RefusalText> Center::execute(std::string_view text, Instant at) {
    const codec::Document document = codec::read_json(text, "command");
    Arena texts;
    const auto body = codec::read_command(document.root(), engine_.state(), texts);
    return body.has_value() ? apply({at, body.value()}, texts) : in_words(body.refusal());
}

std::optional<RefusalText> Center::execute(const Command& command, const Arena& texts) {
    return apply(command, texts);
}

std::optional<RefusalText> Center::apply(const Command& command, const Arena& texts) {
    const std::size_t first = log_.events.size();
    const Verdict verdict = engine_.apply(command, texts, log_);
    if (!verdict.accepted()) {
        return in_words(verdict.refusal());
    }
    if (measurement_ != nullptr) {
        measurement_->observe(std::span(log_.events).subspan(first), log_.texts);
    }
    return std::nullopt;
}

void Center::tick(Instant at) { (void)apply({at, Tick{}}, Arena{}); }

void Center::pass_time(Instant at) {
    if (measurement_ != nullptr) {
        measurement_->advance_to(at);
    }
}

void Center::mark() { mark_ = Mark{engine_, copy(measurement_), log_.events.size(), log_.texts.size()}; }

void Center::roll_back() {
    if (!mark_) {
        throw UsageError("there is no moment to go back to");
    }
    engine_ = std::move(mark_->engine);
    measurement_ = std::move(mark_->measurement);
    log_.events.resize(mark_->events);
    log_.texts.truncate(mark_->texts);
    mark_.reset();
}

std::string Center::events_json(std::size_t first) const {
    std::string out = "[";
    for (std::size_t i = first; i < log_.events.size(); ++i) {
        if (i > first) {
            out += ',';
        }
        codec::write_event(out, log_.events[i], log_.texts, engine_.state());
    }
    out += ']';
    return out;
}

}  // namespace cordboard::center
