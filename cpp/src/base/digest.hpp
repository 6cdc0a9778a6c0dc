// SPDX-License-Identifier: Apache-2.0
// A 64-bit hash that mixes words, never struct memory: the same content gives the same digest on
// every machine. It guards against accidents, not against an adversary.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace cordboard::base {

class Digest {
  public:
    constexpr explicit Digest(std::uint64_t seed = 0x9E37'79B9'7F4A'7C15ULL) : value_(seed) {}

    constexpr void add(std::uint64_t word) {
        value_ = (value_ ^ word) * 0xD6E8'FEB8'6659'FD93ULL;
        value_ ^= value_ >> 32;
    }

    constexpr void add(std::string_view bytes) {
        add(bytes.size());
        std::size_t at = 0;
        for (; at + 8 <= bytes.size(); at += 8) {
            add(word(bytes, at, 8));
        }
        if (at < bytes.size()) {
            add(word(bytes, at, bytes.size() - at));
        }
    }

    constexpr std::uint64_t value() const { return value_; }

  private:
    static constexpr std::uint64_t word(std::string_view bytes, std::size_t at, std::size_t count) {
        std::uint64_t result = 0;
        for (std::size_t i = 0; i < count; ++i) {
            result |= std::uint64_t{static_cast<unsigned char>(bytes[at + i])} << (8 * i);
        }
        return result;
    }

    std::uint64_t value_;
};

}  // namespace cordboard::base
