// SPDX-License-Identifier: Apache-2.0
#include "center/center.hpp"

#include "codec/body_json.hpp"

namespace cordboard::center {

namespace {

RefusalText in_words(const Refusal& refusal) {
    const ReasonRow& row = refusal.row();
    return {static_cast<int>(row.code), row.name, row.message, std::string(refusal.field)};
}

}  // namespace

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
    const Verdict verdict = engine_.apply(command, texts, log_);
    return verdict.accepted() ? std::nullopt : std::optional(in_words(verdict.refusal()));
}

bool Center::tick(Instant until) {
    const Instant deadline = engine_.next_deadline();
    if (deadline > until || deadline == never) {
        return false;
    }
    const Verdict verdict = engine_.apply({deadline, Tick{}}, Arena{}, log_);
    return verdict.accepted();
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
