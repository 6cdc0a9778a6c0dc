// SPDX-License-Identifier: Apache-2.0
#include "feed/attribute_texts.hpp"

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
