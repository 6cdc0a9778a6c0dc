// SPDX-License-Identifier: Apache-2.0
// The one tree into which YAML and JSON are read. It is flat: the nodes of a document stand in one
// vector in the order of the text, each knowing where its subtree ends, and all texts stand in one
// arena. Nothing is allocated per node, and the path of a node is computed only when an error asks.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "codec/bad_input.hpp"

namespace cordboard::codec {

enum class Kind : std::uint8_t { null, boolean, integer, number, string, sequence, mapping };

// Every bound of the reading wall. A text beyond any of them is refused, never cut.
struct Limits {
    std::size_t bytes = std::size_t{64} << 20;
    std::size_t nodes = 10'000'000;
    std::size_t json_depth = 32;
    std::size_t yaml_depth = 64;
    std::size_t key_bytes = 256;
    std::size_t text_bytes = std::size_t{64} << 10;
    std::size_t documents = 10'000;
    // yaml-cpp holds every token of a collection in brackets before it reports the first.
    std::size_t yaml_flow_bytes = std::size_t{1} << 20;
};

struct NodeRecord {
    Kind kind = Kind::null;
    Position position;
    Position key_position;  // line 0: the node has no key
    std::uint32_t key_offset = 0;
    std::uint32_t key_size = 0;
    std::uint32_t text_offset = 0;
    std::uint32_t text_size = 0;
    std::uint32_t children = 0;
    std::uint32_t end = 0;  // index after the last node of the subtree
};

struct Tree {
    std::string file;
    std::vector<NodeRecord> nodes;
    std::string arena;

    std::string_view text(std::uint32_t offset, std::uint32_t size) const {
        return std::string_view(arena).substr(offset, size);
    }
};

class NodeIterator;

// A light handle into a document; valid, like the texts it gives, as long as the document lives.
class Node {
  public:
    Node(const Tree* tree, std::uint32_t index) : tree_(tree), index_(index) {}

    Kind kind() const { return record().kind; }
    Position position() const { return record().position; }
    std::string_view file() const { return tree_->file; }

    // The characters of a scalar as written, without quotes and with escapes resolved.
    std::string_view text() const { return tree_->text(record().text_offset, record().text_size); }

    bool has_key() const { return record().key_position.line > 0; }
    std::string_view key() const { return tree_->text(record().key_offset, record().key_size); }
    Position key_position() const { return record().key_position; }

    // Members of a sequence, or values of a mapping with their keys, in the order of the text.
    std::size_t size() const { return record().children; }
    NodeIterator begin() const;
    NodeIterator end() const;
    std::optional<Node> find(std::string_view key) const;

    std::string path() const;
    BadInput fault(std::string message, std::string remedy = {}) const;
    BadInput fault_at(Position position, std::string message, std::string remedy = {}) const;

  private:
    const NodeRecord& record() const { return tree_->nodes[index_]; }

    const Tree* tree_;
    std::uint32_t index_;
    friend class NodeIterator;
};

class NodeIterator {
  public:
    NodeIterator(const Tree* tree, std::uint32_t index) : tree_(tree), index_(index) {}

    Node operator*() const { return {tree_, index_}; }
    NodeIterator& operator++() {
        index_ = tree_->nodes[index_].end;
        return *this;
    }
    friend bool operator==(NodeIterator, NodeIterator) = default;

  private:
    const Tree* tree_;
    std::uint32_t index_;
};

inline NodeIterator Node::begin() const { return {tree_, index_ + 1}; }
inline NodeIterator Node::end() const { return {tree_, record().end}; }

class Document {
  public:
    explicit Document(std::shared_ptr<const Tree> tree) : tree_(std::move(tree)) {}

    Node root() const { return {tree_.get(), 0}; }
    const std::string& file() const { return tree_->file; }
    std::size_t node_count() const { return tree_->nodes.size(); }

  private:
    std::shared_ptr<const Tree> tree_;
};

// The same kinds, keys and values in the same order; positions and spellings of numbers may differ.
bool same_content(Node a, Node b);

// One document; an empty text is the document null. Refusals are thrown as BadInput.
Document read_yaml(std::string_view text, std::string_view file, const Limits& limits = {});
std::vector<Document> read_yaml_documents(std::string_view text, std::string_view file,
                                          const Limits& limits = {});
Document read_json(std::string_view text, std::string_view file, const Limits& limits = {});

// JSON if the name of the file says so, YAML otherwise; JSON inside a YAML file is read as well.
Document read_text(std::string_view text, std::string_view file, const Limits& limits = {});

}  // namespace cordboard::codec
