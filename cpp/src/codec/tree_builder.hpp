// SPDX-License-Identifier: Apache-2.0
// Builds the tree of one document from the events of a parser and holds every limit while it does,
// so that YAML and JSON refuse the same things in the same words.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "codec/document.hpp"

namespace cordboard::codec {

class TreeBuilder {
  public:
    TreeBuilder(std::string_view file, const Limits& limits, std::size_t depth_max,
                std::size_t nodes_before = 0);

    // True where the next scalar of a mapping is a key.
    bool expects_key() const { return in_mapping() && !has_key_; }
    bool has_key() const { return has_key_; }
    Position key_position() const { return key_.key_position; }

    void key(Position position, std::string_view text);
    std::uint32_t scalar(Kind kind, Position position, std::string_view text);
    std::uint32_t open(Kind kind, Position position);
    void close();

    // Repeats a finished subtree here: each of its nodes counts once more. False if it is not
    // finished, which is the case for an alias inside its own anchor.
    bool repeat(std::uint32_t index, Position position);

    [[noreturn]] void refuse(Position position, std::string message, std::string remedy) const;
    std::size_t node_count() const { return tree_->nodes.size(); }
    std::shared_ptr<const Tree> finish();

  private:
    bool in_mapping() const {
        return !open_.empty() && tree_->nodes[open_.back()].kind == Kind::mapping;
    }
    std::uint32_t append(NodeRecord record);
    std::uint32_t store(std::string_view text);
    void check_text(Position position, std::string_view text) const;
    void check_depth(Position position, std::size_t depth) const;
    void check_count(Position position, std::size_t more) const;
    void check_duplicates(std::uint32_t mapping);
    std::size_t height(std::uint32_t index);
    std::string path() const;

    std::shared_ptr<Tree> tree_;
    Limits limits_;
    std::size_t depth_max_;
    std::size_t nodes_before_;
    std::vector<std::uint32_t> open_;
    NodeRecord key_;
    bool has_key_ = false;
    std::vector<std::pair<std::string_view, std::uint32_t>> keys_;
    std::vector<std::uint32_t> ends_;
};

}  // namespace cordboard::codec
