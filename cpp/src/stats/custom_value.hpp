#pragma once
#include "stats/filter.hpp"
namespace cordboard::stats {
class CustomValue {
  public:
    double value_of(const ActionFacts&) const { return 0; }
    bool empty() const { return true; }
};
struct ParsedCustomValue {
    CustomValue custom_value;
    bool distinguishes = false;
    std::string fault;
};
inline ParsedCustomValue parse_custom_value(std::string_view) { return {}; }
}  // namespace cordboard::stats
