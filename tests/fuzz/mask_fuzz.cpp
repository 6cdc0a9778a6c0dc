// SPDX-License-Identifier: Apache-2.0
// A mask of any bytes is either refused with a reason or a set; taking a name away never adds an
// action, and the order of the items does not matter. The first byte says which objects it is for.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include "stats/mask.hpp"

namespace stats = cordboard::stats;

namespace {

std::string reversed(std::string_view text) {
    std::string result;
    std::size_t end = text.size();
    while (true) {
        const std::size_t comma = end == 0 ? std::string_view::npos : text.rfind(',', end - 1);
        const std::size_t begin = comma == std::string_view::npos ? 0 : comma + 1;
        result += text.substr(begin, end - begin);
        if (comma == std::string_view::npos) {
            return result;
        }
        result += ',';
        end = comma;
    }
}

template <class Parse>
void check(std::string_view text, Parse&& parse) {
    const auto parsed = parse(std::string(text));
    const auto turned = parse(reversed(text));
    if (parsed.fault.empty() != turned.fault.empty()) {
        std::abort();
    }
    if (!parsed.fault.empty()) {
        return;
    }
    if (parsed.mask != turned.mask) {
        std::abort();
    }
    const auto without = parse(std::string(text) + ", ~*");
    if (!without.fault.empty() || without.mask.any()) {
        std::abort();
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    if (size == 0) {
        return 0;
    }
    constexpr auto last = static_cast<std::uint8_t>(cordboard::ObjectType::group_queues);
    const auto type = static_cast<cordboard::ObjectType>(bytes[0] % (last + 1));
    const std::string_view text(reinterpret_cast<const char*>(bytes + 1), size - 1);
    check(text, [type](const std::string& mask) { return stats::parse_action_mask(mask, type); });
    check(text, [](const std::string& mask) { return stats::parse_status_mask(mask); });
    return 0;
}
