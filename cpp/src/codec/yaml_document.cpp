// SPDX-License-Identifier: Apache-2.0
// YAML through yaml-cpp's event parser. The library guards neither its memory nor its time, so two
// things stand around it: the tree builder refuses while the events come in, and the stream that
// feeds it stops when it swallows too much without reporting anything, as it does with brackets.
#include <algorithm>
#include <istream>
#include <map>
#include <streambuf>

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include "codec/document.hpp"
#include "codec/guard.hpp"
#include "codec/tree_builder.hpp"
#include "codec/yaml_scalar.hpp"

namespace cordboard::codec {

namespace {

constexpr std::string_view core_tags = "tag:yaml.org,2002:";

Position position_of_mark(const YAML::Mark& mark) {
    return {static_cast<std::uint32_t>(std::max(mark.line, 0) + 1),
            static_cast<std::uint32_t>(std::max(mark.column, 0) + 1)};
}

// Builds one tree per document.
class DocumentEvents : public YAML::EventHandler {
  public:
    DocumentEvents(std::string_view file, const Limits& limits)
        : file_(file), limits_(limits), builder_(file, limits, limits.yaml_depth) {}

    void OnDocumentStart(const YAML::Mark& mark) override {
        if (documents_.size() >= limits_.documents) {
            refuse(mark,
                   "the file holds more than " + std::to_string(limits_.documents) + " documents",
                   "split it into smaller files");
        }
        builder_ = TreeBuilder(file_, limits_, limits_.yaml_depth, nodes_before_);
        anchors_.clear();
        starts_.push_back(reached(mark));
    }

    void OnDocumentEnd() override {
        nodes_before_ += builder_.node_count();
        documents_.emplace_back(builder_.finish());
    }

    void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
        const Position position = reached(mark);
        if (builder_.expects_key()) {
            builder_.refuse(position, "a key is missing or null",
                            "write a key, in quotes if need be");
        }
        // For an absent value the parser gives the place of whatever follows, lines further down.
        const bool absent = builder_.has_key() && position.line != builder_.key_position().line;
        remember(anchor,
                 builder_.scalar(Kind::null, absent ? builder_.key_position() : position, ""));
    }

    void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override {
        const Position position = reached(mark);
        if (builder_.expects_key()) {
            builder_.refuse(position, "an alias stands in place of a key", "write the key itself");
        }
        const auto found = anchors_.find(anchor);
        if (found == anchors_.end()) {
            builder_.refuse(position, "the alias repeats a key", "write the text itself");
        }
        if (!builder_.repeat(found->second, position)) {
            builder_.refuse(position, "the alias stands inside the value it repeats",
                            "write the value itself");
        }
    }

    void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  const std::string& value) override {
        const Position position = reached(mark);
        const Kind kind = kind_of_scalar(position, tag, value);
        if (builder_.expects_key()) {
            builder_.key(position, value);
        } else {
            remember(anchor, builder_.scalar(kind, position, value));
        }
    }

    void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                         YAML::EmitterStyle::value) override {
        open(mark, tag, "seq", anchor, Kind::sequence);
    }
    void OnSequenceEnd() override { builder_.close(); }

    void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                    YAML::EmitterStyle::value) override {
        open(mark, tag, "map", anchor, Kind::mapping);
    }
    void OnMapEnd() override { builder_.close(); }

    std::size_t bytes_reached() const { return bytes_reached_; }
    Position last_position() const { return last_position_; }

    std::vector<Document>& documents() { return documents_; }
    Position start_of(std::size_t document) const { return starts_[document]; }

  private:
    Position reached(const YAML::Mark& mark) {
        bytes_reached_ = std::max(bytes_reached_, static_cast<std::size_t>(std::max(mark.pos, 0)));
        last_position_ = position_of_mark(mark);
        return last_position_;
    }

    [[noreturn]] void refuse(const YAML::Mark& mark, std::string message, std::string remedy) {
        throw BadInput({file_, position_of_mark(mark), {}, std::move(message), std::move(remedy)});
    }

    void remember(YAML::anchor_t anchor, std::uint32_t index) {
        if (anchor != YAML::NullAnchor) {
            anchors_[anchor] = index;
        }
    }

    void open(const YAML::Mark& mark, const std::string& tag, std::string_view own_tag,
              YAML::anchor_t anchor, Kind kind) {
        const Position position = reached(mark);
        if (builder_.expects_key()) {
            builder_.refuse(position, "a list or a mapping stands in place of a key",
                            "write the key as text");
        }
        const bool own = tag.starts_with(core_tags) && tag.substr(core_tags.size()) == own_tag;
        if (!tag.empty() && tag != "?" && tag != "!" && !own) {
            refuse_tag(position, tag);
        }
        remember(anchor, builder_.open(kind, position));
    }

    [[noreturn]] void refuse_tag(Position position, const std::string& tag) const {
        builder_.refuse(position, "the tag " + tag + " is unknown or does not fit the value",
                        "remove it");
    }

    // yaml-cpp gives "?" for plain scalars and "!" for all others that have no tag of their own.
    Kind kind_of_scalar(Position position, const std::string& tag, const std::string& value) const {
        if (tag == "!") {
            return Kind::string;
        }
        const Kind kind = kind_of_plain(value);
        if (tag.empty() || tag == "?") {
            return kind;
        }
        if (!tag.starts_with(core_tags)) {
            refuse_tag(position, tag);
        }
        const std::string name = tag.substr(core_tags.size());
        if (name == "str") {
            return Kind::string;
        }
        const bool fits = (name == "null" && kind == Kind::null) ||
                          (name == "bool" && kind == Kind::boolean) ||
                          (name == "int" && kind == Kind::integer);
        const bool is_float = name == "float" && (kind == Kind::number || kind == Kind::integer);
        if (!fits && !is_float) {
            refuse_tag(position, tag);
        }
        return is_float ? Kind::number : kind;
    }

    std::string file_;
    Limits limits_;
    TreeBuilder builder_;
    std::vector<Document> documents_;
    std::vector<Position> starts_;
    std::map<YAML::anchor_t, std::uint32_t> anchors_;
    std::size_t nodes_before_ = 0;
    std::size_t bytes_reached_ = 0;
    Position last_position_{1, 1};
};

// Feeds the parser from memory and stops it when its look-ahead outgrows the limit.
class MeteredText : public std::streambuf {
  public:
    MeteredText(std::string_view text, const DocumentEvents& events, std::string_view file,
                const Limits& limits)
        : text_(text), events_(events), file_(file), limits_(limits) {}

  protected:
    std::streamsize xsgetn(char* target, std::streamsize size) override {
        if (given_ > events_.bytes_reached() + limits_.yaml_flow_bytes) {
            throw BadInput({std::string(file_),
                            events_.last_position(),
                            {},
                            "what begins behind this place is longer than " +
                                std::to_string(limits_.yaml_flow_bytes) + " bytes in one piece",
                            "write long lists in lines that begin with a dash, or as JSON"});
        }
        const std::size_t count = text_.copy(target, static_cast<std::size_t>(size), given_);
        given_ += count;
        return static_cast<std::streamsize>(count);
    }

    int_type underflow() override {
        // The parser reads blocks, but takes single characters to look for a byte order mark.
        return given_ < text_.size() ? traits_type::to_int_type(text_[given_]) : traits_type::eof();
    }

    int_type uflow() override {
        const int_type next = underflow();
        if (!traits_type::eq_int_type(next, traits_type::eof())) {
            ++given_;
        }
        return next;
    }

    int_type pbackfail(int_type) override {
        if (given_ == 0) {
            return traits_type::eof();
        }
        --given_;
        return traits_type::to_int_type(text_[given_]);
    }

  private:
    std::string_view text_;
    const DocumentEvents& events_;
    std::string_view file_;
    const Limits& limits_;
    std::size_t given_ = 0;
};

void parse(std::string_view text, std::string_view file, const Limits& limits,
           DocumentEvents& events) {
    MeteredText metered(text, events, file, limits);
    std::istream stream(&metered);
    try {
        YAML::Parser parser(stream);
        while (parser.HandleNextDocument(events)) {
        }
    } catch (const YAML::Exception& error) {
        throw BadInput({std::string(file),
                        position_of_mark(error.mark),
                        {},
                        "this is not valid YAML: " + error.msg,
                        "check indentation, quotes and brackets before this place"});
    }
}

}  // namespace

std::vector<Document> read_yaml_documents(std::string_view text, std::string_view file,
                                          const Limits& limits) {
    const std::string_view guarded = guard_text(text, file, limits);
    DocumentEvents events(file, limits);
    parse(guarded, file, limits, events);
    return std::move(events.documents());
}

Document read_yaml(std::string_view text, std::string_view file, const Limits& limits) {
    const std::string_view guarded = guard_text(text, file, limits);
    DocumentEvents events(file, limits);
    parse(guarded, file, limits, events);
    if (events.documents().size() > 1) {
        throw BadInput({std::string(file),
                        events.start_of(1),
                        {},
                        "a second document begins, one is expected",
                        "remove the line --- in front of it, or move it into a file of its own"});
    }
    if (events.documents().empty()) {
        return Document(TreeBuilder(file, limits, limits.yaml_depth).finish());
    }
    return std::move(events.documents().front());
}

}  // namespace cordboard::codec
