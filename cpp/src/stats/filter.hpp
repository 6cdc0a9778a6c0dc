#pragma once
#include <string>
#include <string_view>

#include <cordboard/action_row.hpp>

#include "stats/attributes.hpp"
namespace cordboard::stats {
struct ActionFacts {
    const AttributeStore* attributes = nullptr;
    std::uint32_t handle = 0;
    std::string_view media;
    CallType call_type = CallType::unknown;
    std::string_view object;
    ObjectType type = ObjectType::agent;
    bool interaction_related = false;
};
class Filter {
  public:
    bool holds(const ActionFacts&) const { return true; }
    bool empty() const { return text.empty(); }
    std::string text;
};
struct ParsedFilter {
    Filter filter;
    std::string fault;
};
inline ParsedFilter parse_filter(std::string_view t) { return {{std::string(t)}, {}}; }
}  // namespace cordboard::stats
