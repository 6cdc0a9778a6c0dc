// SPDX-License-Identifier: Apache-2.0
#include "feed/attribute_texts.hpp"

#include <algorithm>

#include "codec/reader.hpp"

namespace cordboard::feed {

namespace {

std::string text_of(const codec::Node& root, std::string_view key) {
    const auto found = root.find(key);
    if (!found || found->kind() == codec::Kind::null) {
        return {};
    }
    return std::string(codec::Reader(*found).as_text_or_digits());
}

// A value as text: what is no text itself stands as JSON writes it.
std::string value_of(const codec::Node& node) {
    const bool composed =
        node.kind() == codec::Kind::sequence || node.kind() == codec::Kind::mapping;
    if (!composed) {
        return std::string(node.text());
    }
    std::string text;
    codec::write_json(node, text);
    return text;
}

void add_pairs(const codec::Node& node, stats::AttributeList list,
               std::vector<RowAttributes::Pair>& pairs) {
    for (const codec::Node value : node) {
        if (value.kind() != codec::Kind::null) {
            pairs.push_back({list, std::string(value.key()), value_of(value)});
        }
    }
}

struct NamedList {
    std::string_view name;
    stats::AttributeList list;
};
constexpr NamedList lists[] = {
    {"UserData", stats::AttributeList::user_data},
    {"Reasons", stats::AttributeList::reasons},
    {"Extensions", stats::AttributeList::extensions},
    {"GlobalUserData", stats::AttributeList::global_user_data},
};

void add_all(const codec::Node& root, std::vector<RowAttributes::Pair>& pairs) {
    for (const codec::Node value : root) {
        const auto* named =
            std::find_if(std::begin(lists), std::end(lists),
                         [&](const NamedList& one) { return one.name == value.key(); });
        if (named != std::end(lists) && value.kind() == codec::Kind::mapping) {
            add_pairs(value, named->list, pairs);
        } else if (value.kind() != codec::Kind::null) {
            pairs.push_back({stats::AttributeList::top, std::string(value.key()), value_of(value)});
        }
    }
}

RowAttributes parse(std::string_view text) {
    const codec::Document document = codec::read_json(text, "");
    const codec::Node root = document.root();
    if (root.kind() != codec::Kind::mapping) {
        throw root.fault("the attributes are a JSON object", "write {\"name\": value}");
    }
    RowAttributes found;
    found.agent = text_of(root, "AgentID");
    found.place = text_of(root, "PlaceID");
    found.group = text_of(root, "GroupID");
    if (const auto type = root.find("CallType"); type && type->kind() != codec::Kind::null) {
        found.call_type = static_cast<CallType>(
            codec::Reader(*type).one_of({"Unknown", "Inbound", "Outbound", "Internal", "Consult"}));
    }
    add_all(root, found.pairs);
    return found;
}

}  // namespace

const RowAttributes& AttributeTexts::read(std::string_view text) {
    if (const auto known = texts_.find(text)) {
        return known_[*known];
    }
    RowAttributes found = parse(text);
    if (known_.size() >= texts_max) {
        texts_ = WordStore("attributes");
        known_.resize(1);
    }
    known_.push_back(std::move(found));
    return known_[texts_.add(text)];
}

}  // namespace cordboard::feed
