// SPDX-License-Identifier: Apache-2.0
#include "codec/body_binary.hpp"

#include <array>
#include <type_traits>
#include <utility>

#include <cordboard/engine.hpp>

namespace cordboard::codec {

namespace {

// Numbers in groups of seven bits, the lowest first; negative ones folded to stay short.
class Writer {
  public:
    explicit Writer(std::string& out) : out_(out) {}

    void number(std::int64_t value) {
        auto rest =
            (static_cast<std::uint64_t>(value) << 1) ^ static_cast<std::uint64_t>(value >> 63);
        for (; rest >= 0x80; rest >>= 7) {
            out_ += static_cast<char>(rest | 0x80);
        }
        out_ += static_cast<char>(rest);
    }

    void text(std::string_view bytes) {
        number(static_cast<std::int64_t>(bytes.size()));
        out_ += bytes;
    }

  private:
    std::string& out_;
};

class Reader {
  public:
    explicit Reader(std::string_view bytes) : rest_(bytes) {}

    bool is_empty() const { return rest_.empty(); }

    std::int64_t number() {
        std::uint64_t folded = 0;
        for (unsigned shift = 0; shift < 64; shift += 7) {
            const auto byte = static_cast<unsigned char>(take(1).front());
            folded |= std::uint64_t{byte & 0x7FU} << shift;
            if (byte < 0x80) {
                return static_cast<std::int64_t>((folded >> 1) ^ (~(folded & 1) + 1));
            }
        }
        throw BadSnapshot("a number of the log is too long");
    }

    std::string_view text() {
        const std::int64_t size = number();
        return take(size < 0 ? rest_.size() + 1 : static_cast<std::size_t>(size));
    }

  private:
    std::string_view take(std::size_t size) {
        if (size > rest_.size()) {
            throw BadSnapshot("the log ends too early");
        }
        const std::string_view taken = rest_.substr(0, size);
        rest_.remove_prefix(size);
        return taken;
    }

    std::string_view rest_;
};

template <class Value>
constexpr bool is_text = std::is_same_v<Value, Text> || std::is_same_v<Value, ValueText>;

// The whole number that a field is.
template <class Value>
auto& number_of(Value& value) {
    if constexpr (requires { value.microseconds; }) {
        return value.microseconds;
    } else if constexpr (requires { value.value; }) {
        return value.value;
    } else if constexpr (requires { value.bits; }) {
        return value.bits;
    } else {
        return value;
    }
}

template <class Body>
void write_body(Writer& out, const Body& body, const Arena& texts) {
    for_each_field(body, [&](const auto&, const auto& value) {
        using Value = std::remove_cvref_t<decltype(value)>;
        if constexpr (is_text<Value>) {
            out.text(texts.view(value));
        } else {
            out.number(static_cast<std::int64_t>(number_of(value)));
        }
    });
}

template <class Body>
EventBody read_body(Reader& in, Arena& texts) {
    Body body;
    for_each_field(body, [&](const auto&, auto& value) {
        using Value = std::remove_cvref_t<decltype(value)>;
        if constexpr (is_text<Value>) {
            const Text text = texts.add(in.text());
            value = {text.offset, text.length};
        } else {
            auto& number = number_of(value);
            number = static_cast<std::remove_reference_t<decltype(number)>>(in.number());
        }
    });
    return body;
}

using ReadBody = EventBody (*)(Reader&, Arena&);

template <std::size_t... index>
constexpr auto readers_of(std::index_sequence<index...>) {
    return std::array<ReadBody, sizeof...(index)>{
        &read_body<std::variant_alternative_t<index, EventBody>>...};
}
constexpr auto readers = readers_of(std::make_index_sequence<std::variant_size_v<EventBody>>());

}  // namespace

void write_batch(std::string& out, const EventBatch& batch) {
    Writer writer(out);
    for (const Event& event : batch.events) {
        writer.number(static_cast<std::int64_t>(event.body.index()));
        writer.number(event.at.microseconds);
        std::visit([&](const auto& body) { write_body(writer, body, batch.texts); }, event.body);
    }
}

EventBatch read_batch(std::string_view bytes) {
    EventBatch batch;
    Reader reader(bytes);
    while (!reader.is_empty()) {
        const std::int64_t kind = reader.number();
        if (kind < 0 || kind >= static_cast<std::int64_t>(readers.size())) {
            throw BadSnapshot("the log has an event of an unknown kind");
        }
        const Instant at{reader.number()};
        batch.events.push_back({at, readers[static_cast<std::size_t>(kind)](reader, batch.texts)});
    }
    return batch;
}

}  // namespace cordboard::codec
