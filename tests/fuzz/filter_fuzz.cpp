// SPDX-License-Identifier: Apache-2.0
// Any text is refused with a fault, or it is a filter, a custom value or a formula that can be
// asked about an action, twice with the same answer.
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <vector>

#include "stats/custom_value.hpp"
#include "stats/filter.hpp"
#include "stats/formula.hpp"

namespace stats = cordboard::stats;

namespace {

void require(bool holds) {
    if (!holds) {
        std::abort();
    }
}

void require_filter(std::string_view text, const stats::ActionFacts& facts) {
    const stats::ParsedFilter parsed = stats::parse_filter(text);
    require(parsed.filter.empty() == !parsed.fault.empty());
    if (parsed.fault.empty()) {
        const bool holds = parsed.filter.holds(facts);
        require(stats::both(parsed.filter, parsed.filter).holds(facts) == holds);
    }
    const stats::Filter media = stats::media_filter(text);
    require(media.empty() || stats::both(media, media).holds(facts) == media.holds(facts));
}

void require_custom_value(std::string_view text, const stats::ActionFacts& facts) {
    const stats::ParsedCustomValue parsed = stats::parse_custom_value(text);
    require(std::isfinite(parsed.value.value_of(facts)));
    require(parsed.fault.empty() || parsed.value.empty());
}

void require_formula(std::string_view text, const stats::ActionFacts& facts) {
    const stats::ParsedFormula parsed = stats::parse_formula(text);
    require(parsed.formula.empty() == !parsed.fault.empty());
    std::vector<double> values;
    for (const stats::Aggregate& aggregate : parsed.formula.aggregates()) {
        const double value = aggregate.value_of(facts, 12.5);
        require(std::isfinite(value));
        values.push_back(aggregate.admits(facts, 12.5) ? value : 0);
    }
    require(std::isfinite(parsed.formula.evaluate(values)));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(bytes), size);
    const stats::Attribute attributes[] = {
        {stats::AttributeList::top, "DNIS", "0800"},
        {stats::AttributeList::top, "ConnID", "c1"},
        {stats::AttributeList::user_data, "a", "12.5"},
        {stats::AttributeList::user_data, "text", text},
        {stats::AttributeList::reasons, "Lunch", "1e400"},
        {stats::AttributeList::global_user_data, "a", "-1e308"},
    };
    stats::AttributeStore store;
    stats::ActionFacts facts;
    facts.attributes = &store;
    facts.handle = store.keep(attributes);
    facts.media = "voice";
    facts.object = "Q1";
    facts.type = cordboard::ObjectType::queue;
    facts.interaction_related = true;
    require_filter(text, facts);
    require_custom_value(text, facts);
    require_formula(text, facts);
    require_filter(text, {});
    return 0;
}
