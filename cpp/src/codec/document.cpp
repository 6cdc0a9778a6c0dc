// SPDX-License-Identifier: Apache-2.0
#include "codec/document.hpp"

#include <utility>

#include "codec/number_text.hpp"

namespace cordboard::codec {

std::optional<Node> Node::find(std::string_view key) const {
    if (kind() != Kind::mapping) {
        return std::nullopt;
    }
    for (const Node child : *this) {
        if (child.key() == key) {
            return child;
        }
    }
    return std::nullopt;
}

std::string Node::path() const {
    std::string path;
    std::uint32_t at = 0;
    while (at != index_) {
        // Exactly one child's subtree contains the node: ranges of siblings do not overlap.
        std::size_t position = 0;
        std::uint32_t child = at + 1;
        while (tree_->nodes[child].end <= index_) {
            child = tree_->nodes[child].end;
            ++position;
        }
        const Node step(tree_, child);
        if (step.has_key()) {
            path += path.empty() ? "" : ".";
            path += step.key();
        } else {
            path += '[' + std::to_string(position) + ']';
        }
        at = child;
    }
    return path;
}

BadInput Node::fault_at(Position position, std::string message, std::string remedy) const {
    return BadInput({tree_->file, position, path(), std::move(message), std::move(remedy)});
}

BadInput Node::fault(std::string message, std::string remedy) const {
    return fault_at(position(), std::move(message), std::move(remedy));
}

namespace {

bool same_number(std::string_view a, std::string_view b) {
    const std::optional<std::int64_t> left = integer_of(a);
    const std::optional<std::int64_t> right = integer_of(b);
    if (left && right) {
        return left == right;
    }
    const std::optional<double> value = number_of(a);
    return value.has_value() && value == number_of(b);
}

bool same_boolean(std::string_view a, std::string_view b) {
    return (a.front() | 0x20) == (b.front() | 0x20);
}

bool same_scalar(Node a, Node b) {
    if (a.text() == b.text()) {
        return true;
    }
    if (a.kind() == Kind::boolean) {
        return same_boolean(a.text(), b.text());
    }
    const bool numeric = a.kind() == Kind::integer || a.kind() == Kind::number;
    return numeric && same_number(a.text(), b.text());
}

}  // namespace

bool same_content(Node a, Node b) {
    if (a.kind() != b.kind() || a.size() != b.size() || a.key() != b.key()) {
        return false;
    }
    if (a.kind() != Kind::sequence && a.kind() != Kind::mapping) {
        return a.kind() == Kind::null || same_scalar(a, b);
    }
    auto other = b.begin();
    for (const Node child : a) {
        if (!same_content(child, *other)) {
            return false;
        }
        ++other;
    }
    return true;
}

Document read_text(std::string_view text, std::string_view file, const Limits& limits) {
    if (file.ends_with(".json")) {
        return read_json(text, file, limits);
    }
    const std::size_t start = text.find_first_not_of(" \t\r\n");
    const bool looks_like_json =
        start != std::string_view::npos && (text[start] == '{' || text[start] == '[');
    if (looks_like_json) {
        // YAML holds JSON as well, but only the JSON reader takes large texts of it.
        try {
            return read_json(text, file, limits);
        } catch (const BadInput&) {
            return read_yaml(text, file, limits);
        }
    }
    return read_yaml(text, file, limits);
}

}  // namespace cordboard::codec
