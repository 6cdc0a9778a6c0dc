// SPDX-License-Identifier: Apache-2.0
#include "center/center.hpp"

#include <algorithm>
#include <charconv>
#include <span>
#include <utility>

#include <cordboard/limits.hpp>

#include "codec/body_binary.hpp"
#include "codec/body_json.hpp"
#include "codec/refusal_words.hpp"

namespace cordboard::center {

namespace {

RefusalText in_words(const Refusal& refusal, std::string message) {
    const ReasonRow& row = refusal.row();
    return {static_cast<int>(row.code), row.name, std::move(message), std::string(refusal.field)};
}

}  // namespace

Center::Center(Engine engine, Measurement measurement, StatisticHistory history)
    : engine_(std::move(engine)),
      measurement_(std::move(measurement)),
      history_(std::move(history)) {}

std::optional<RefusalText> Center::execute(std::string_view text, Instant at) {
    codec::Limits reading;
    reading.text_bytes = 2 * limits::email_bytes;  // what is too long for a mail is for it to say
    const codec::Document document = codec::read_json(text, "command", reading);
    Arena texts;
    const codec::Node root = document.root();
    const auto body = codec::read_command(root, engine_.state(), texts);
    if (!body.has_value()) {
        const Refusal& refusal = body.refusal();
        return in_words(refusal, codec::unread_words(refusal, root, engine_.state()).text());
    }
    const Verdict verdict = apply({at, body.value()}, texts);
    if (verdict.accepted()) {
        return std::nullopt;
    }
    const Refusal& refusal = verdict.refusal();
    const auto words = codec::refusal_words(refusal, root.find(refusal.field), engine_.state());
    return in_words(refusal, words.text());
}

std::optional<RefusalText> Center::execute(const Command& command, const Arena& texts) {
    const Verdict verdict = apply(command, texts);
    return verdict.accepted()
               ? std::nullopt
               : std::optional(
                     in_words(verdict.refusal(), std::string(verdict.refusal().row().message)));
}

Verdict Center::apply(const Command& command, const Arena& texts) {
    const Verdict verdict = engine_.apply(command, texts, log_);
    if (verdict.accepted()) {
        measure();
    }
    return verdict;
}

// While a strategy is still to decide, the command may yet be undone.
void Center::measure() {
    if (engine_.awaited_decision().interaction.exists()) {
        return;
    }
    measurement_.observe(std::span(log_.events).subspan(measured_), log_.texts);
    measured_ = log_.events.size();
}

void Center::tick(Instant at) { (void)apply({at, Tick{}}, Arena{}); }

void Center::mark() { mark_ = Mark{engine_, log_.events.size(), log_.texts.size()}; }

void Center::roll_back() {
    if (!mark_) {
        throw UsageError("there is no moment to go back to");
    }
    engine_ = std::move(mark_->engine);
    log_.events.resize(mark_->events);
    log_.texts.truncate(mark_->texts);
    mark_.reset();
}

std::string Center::save() const {
    std::string bytes;
    codec::write_batch(bytes, log_);
    const std::string engine = engine_.save();
    std::string out = std::to_string(bytes.size()) + "\n";
    return out + bytes + engine;
}

Center Center::restore(std::string_view bytes, Measurement measurement, StatisticHistory history) {
    const std::size_t line = bytes.find('\n');
    std::size_t size = 0;
    const auto parsed =
        std::from_chars(bytes.data(), bytes.data() + std::min(line, bytes.size()), size);
    if (line == std::string_view::npos || parsed.ec != std::errc{} ||
        size > bytes.size() - line - 1) {
        throw BadSnapshot("these bytes are no snapshot of a centre");
    }
    Engine engine = Engine::load(bytes.substr(line + 1 + size));
    Center center(std::move(engine), std::move(measurement), std::move(history));
    center.log_ = codec::read_batch(bytes.substr(line + 1, size));
    if (center.log_.events.size() != center.engine_.event_count()) {
        throw BadSnapshot("the events of the snapshot are not those of its centre");
    }
    center.measure_anew();
    return center;
}

// Instant by instant, as it was measured when it happened: memberships change with the rows.
void Center::measure_anew() {
    const std::span<const Event> events(log_.events);
    while (measured_ < events.size()) {
        const std::size_t first = measured_;
        while (measured_ < events.size() && events[measured_].at == events[first].at) {
            ++measured_;
        }
        measurement_.observe(events.subspan(first, measured_ - first), log_.texts);
    }
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
