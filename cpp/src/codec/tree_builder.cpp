// SPDX-License-Identifier: Apache-2.0
#include "codec/tree_builder.hpp"

#include <algorithm>

#include "codec/guard.hpp"

namespace cordboard::codec {

TreeBuilder::TreeBuilder(std::string_view file, const Limits& limits, std::size_t depth_max,
                         std::size_t nodes_before)
    : tree_(std::make_shared<Tree>()),
      limits_(limits),
      depth_max_(depth_max),
      nodes_before_(nodes_before) {
    tree_->file = file;
}

std::string TreeBuilder::path() const {
    std::string path;
    const auto step = [&path](std::string_view key) {
        path += path.empty() ? "" : ".";
        path += key;
    };
    for (std::size_t i = 0; i < open_.size(); ++i) {
        const NodeRecord& node = tree_->nodes[open_[i]];
        if (i > 0) {
            const NodeRecord& parent = tree_->nodes[open_[i - 1]];
            if (parent.kind == Kind::mapping) {
                step(tree_->text(node.key_offset, node.key_size));
            } else {
                path += '[' + std::to_string(parent.children - 1) + ']';
            }
        }
    }
    if (has_key_) {
        step(tree_->text(key_.key_offset, key_.key_size));
    } else if (!open_.empty() && !in_mapping()) {
        path += '[' + std::to_string(tree_->nodes[open_.back()].children) + ']';
    }
    return path;
}

void TreeBuilder::refuse(Position position, std::string message, std::string remedy) const {
    throw BadInput({tree_->file, position, path(), std::move(message), std::move(remedy)});
}

void TreeBuilder::check_text(Position position, std::string_view text) const {
    if (text.size() > limits_.text_bytes) {
        refuse(position,
               "the text has " + std::to_string(text.size()) + " bytes, at most " +
                   std::to_string(limits_.text_bytes) + " are read",
               "shorten it");
    }
    // Escapes can bring in what the guard of the raw text has shut out.
    if (text.find('\0') != std::string_view::npos) {
        refuse(position, "the text contains the character NUL", "remove it");
    }
    if (find_invalid_utf8(text) != std::string_view::npos) {
        refuse(position, "the text is not valid UTF-8", "write escapes of whole characters");
    }
}

void TreeBuilder::check_depth(Position position, std::size_t depth) const {
    if (depth > depth_max_) {
        refuse(
            position,
            "lists and mappings are nested deeper than " + std::to_string(depth_max_) + " levels",
            "flatten them");
    }
}

void TreeBuilder::check_count(Position position, std::size_t more) const {
    const std::size_t used = nodes_before_ + tree_->nodes.size();
    if (more > limits_.nodes - std::min(used, limits_.nodes)) {
        refuse(position,
               "the file holds more than " + std::to_string(limits_.nodes) +
                   " values, counting those repeated by aliases",
               "split it into smaller files");
    }
}

std::uint32_t TreeBuilder::store(std::string_view text) {
    const auto offset = static_cast<std::uint32_t>(tree_->arena.size());
    tree_->arena += text;
    return offset;
}

std::uint32_t TreeBuilder::append(NodeRecord record) {
    check_count(record.position, 1);
    if (has_key_) {
        record.key_position = key_.key_position;
        record.key_offset = key_.key_offset;
        record.key_size = key_.key_size;
    }
    has_key_ = false;
    if (!open_.empty()) {
        ++tree_->nodes[open_.back()].children;
    }
    const auto index = static_cast<std::uint32_t>(tree_->nodes.size());
    record.end = index + 1;
    tree_->nodes.push_back(record);
    return index;
}

void TreeBuilder::key(Position position, std::string_view text) {
    if (text.size() > limits_.key_bytes) {
        refuse(position,
               "the key has " + std::to_string(text.size()) + " bytes, at most " +
                   std::to_string(limits_.key_bytes) + " are read",
               "shorten it");
    }
    check_text(position, text);
    key_.key_position = position;
    key_.key_offset = store(text);
    key_.key_size = static_cast<std::uint32_t>(text.size());
    has_key_ = true;
}

std::uint32_t TreeBuilder::scalar(Kind kind, Position position, std::string_view text) {
    check_text(position, text);
    NodeRecord record;
    record.kind = kind;
    record.position = position;
    record.text_offset = store(text);
    record.text_size = static_cast<std::uint32_t>(text.size());
    return append(record);
}

std::uint32_t TreeBuilder::open(Kind kind, Position position) {
    check_depth(position, open_.size() + 1);
    NodeRecord record;
    record.kind = kind;
    record.position = position;
    const std::uint32_t index = append(record);
    open_.push_back(index);
    // While it is open its end lies beyond every node: this is how an alias inside shows.
    tree_->nodes[index].end = 0;
    return index;
}

void TreeBuilder::close() {
    const std::uint32_t index = open_.back();
    NodeRecord& node = tree_->nodes[index];
    node.end = static_cast<std::uint32_t>(tree_->nodes.size());
    if (node.kind == Kind::mapping && node.children > 1) {
        check_duplicates(index);
    }
    open_.pop_back();
}

void TreeBuilder::check_duplicates(std::uint32_t mapping) {
    const auto& nodes = tree_->nodes;
    keys_.clear();
    for (std::uint32_t child = mapping + 1; child < nodes.size(); child = nodes[child].end) {
        keys_.emplace_back(tree_->text(nodes[child].key_offset, nodes[child].key_size), child);
    }
    std::sort(keys_.begin(), keys_.end());
    std::uint32_t first = 0;
    std::uint32_t second = 0;
    for (std::size_t i = 1; i < keys_.size(); ++i) {
        const bool earlier = second == 0 || keys_[i].second < second;
        if (keys_[i].first == keys_[i - 1].first && earlier) {
            first = keys_[i - 1].second;
            second = keys_[i].second;
        }
    }
    if (second != 0) {
        const NodeRecord& node = nodes[second];
        const std::string name(tree_->text(node.key_offset, node.key_size));
        refuse(node.key_position,
               "the key \"" + name + "\" stands twice: in line " +
                   std::to_string(nodes[first].key_position.line) + " and in line " +
                   std::to_string(node.key_position.line),
               "keep one of the two");
    }
}

std::size_t TreeBuilder::height(std::uint32_t index) {
    const auto& nodes = tree_->nodes;
    std::size_t highest = 0;
    ends_.clear();
    for (std::uint32_t i = index; i < nodes[index].end; ++i) {
        while (!ends_.empty() && ends_.back() <= i) {
            ends_.pop_back();
        }
        if (nodes[i].kind == Kind::sequence || nodes[i].kind == Kind::mapping) {
            ends_.push_back(nodes[i].end);
            highest = std::max(highest, ends_.size());
        }
    }
    return highest;
}

bool TreeBuilder::repeat(std::uint32_t index, Position position) {
    const std::uint32_t source_end = tree_->nodes[index].end;
    if (source_end == 0) {
        return false;
    }
    check_count(position, source_end - index);
    check_depth(position, open_.size() + height(index));
    NodeRecord top = tree_->nodes[index];
    const std::uint32_t shift = static_cast<std::uint32_t>(tree_->nodes.size()) - index;
    top.position = position;
    top.key_position = {};
    top.key_offset = 0;
    top.key_size = 0;
    const std::uint32_t copy = append(top);
    tree_->nodes[copy].end = source_end + shift;
    for (std::uint32_t i = index + 1; i < source_end; ++i) {
        NodeRecord record = tree_->nodes[i];
        record.end += shift;
        tree_->nodes.push_back(record);
    }
    return true;
}

std::shared_ptr<const Tree> TreeBuilder::finish() {
    if (tree_->nodes.empty()) {
        append({Kind::null, {1, 1}, {}, 0, 0, 0, 0, 0, 0});
    }
    return std::move(tree_);
}

}  // namespace cordboard::codec
