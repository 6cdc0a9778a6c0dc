// SPDX-License-Identifier: Apache-2.0
// A 64-bit hash that mixes words, never struct memory: the same content gives the same digest on
// every machine. It guards against accidents, not against an adversary.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <type_traits>

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
            add(eight(bytes, at));
        }
        if (const std::size_t rest = bytes.size() - at; rest > 0) {
            add(at > 0 ? eight(bytes, bytes.size() - 8) >> (64 - 8 * rest) : few(bytes));
        }
    }

    constexpr std::uint64_t value() const { return value_; }

  private:
    // The first byte is the lowest, whatever the machine.
    static constexpr std::uint64_t eight(std::string_view bytes, std::size_t at) {
        if (!std::is_constant_evaluated() && std::endian::native == std::endian::little) {
            std::uint64_t word = 0;
            std::memcpy(&word, bytes.data() + at, sizeof word);
            return word;
        }
        return few(bytes.substr(at, 8));
    }
    static constexpr std::uint64_t few(std::string_view bytes) {
        std::uint64_t word = 0;
        for (std::size_t at = 0; at < bytes.size(); ++at) {
            word |= std::uint64_t{static_cast<unsigned char>(bytes[at])} << (8 * at);
        }
        return word;
    }

    std::uint64_t value_;
};

}  // namespace cordboard::base
