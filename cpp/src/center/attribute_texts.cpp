// SPDX-License-Identifier: Apache-2.0
#include "center/attribute_texts.hpp"

#include <algorithm>
#include <vector>

#include "codec/interaction_id.hpp"
#include "codec/json_writer.hpp"
#include "codec/value_json.hpp"

namespace cordboard::center {

namespace {

using stats::Attribute;
using stats::AttributeList;

// A text stands as it is, anything else as JSON writes it.
std::string value_text(std::string_view bytes) {
    std::string text;
    codec::JsonWriter writer(text);
    codec::write_value(writer, bytes);
    return text;
}

std::string_view name_of(AttributeList list) {
    constexpr std::string_view names[] = {"", "UserData", "Reasons", "Extensions",
                                          "GlobalUserData"};
    return names[static_cast<std::size_t>(list)];
}

// The name at the top level: that of the list for what is in one.
std::string_view top_name(const Attribute& one) {
    return one.list == AttributeList::top ? one.key : name_of(one.list);
}

}  // namespace

stats::AttributeWording attribute_wording() { return {codec::interaction_text, value_text}; }

std::string attributes_json(const StatisticsEngine& engine, std::uint32_t kept, CallType type) {
    std::vector<Attribute> all = engine.attributes(kept);
    std::erase_if(all, [](const Attribute& one) { return top_name(one) == "ConnID"; });
    if (type != CallType::unknown) {
        all.push_back({AttributeList::top, "CallType", call_type_name(type)});
    }
    std::sort(all.begin(), all.end(), [](const Attribute& one, const Attribute& other) {
        return std::pair(top_name(one), one.key) < std::pair(top_name(other), other.key);
    });
    std::string out;
    codec::JsonWriter writer(out);
    writer.begin_object();
    AttributeList open = AttributeList::top;
    const auto enter = [&](AttributeList list) {
        if (list == open) {
            return;
        }
        if (open != AttributeList::top) {
            writer.end_object();
        }
        if (list != AttributeList::top) {
            writer.key(name_of(list));
            writer.begin_object();
        }
        open = list;
    };
    for (const Attribute& one : all) {
        enter(one.list);
        writer.key(one.key);
        writer.text(one.value);
    }
    enter(AttributeList::top);
    writer.end_object();
    return out;
}

}  // namespace cordboard::center
