// SPDX-License-Identifier: Apache-2.0
// Whether bytes are UTF-8 as RFC 3629 defines it: no overlong forms, no surrogates, nothing above
// U+10FFFF.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace cordboard::columns {

// Eight bytes at a time; the last eight may overlap those before.
inline bool is_ascii(std::string_view text) {
    constexpr std::uint64_t high_bits = 0x8080'8080'8080'8080U;
    const auto eight = [&](std::size_t at) {
        std::uint64_t word = 0;
        std::memcpy(&word, text.data() + at, sizeof word);
        return word;
    };
    std::uint64_t seen = 0;
    if (text.size() < 8) {
        for (const char one : text) {
            seen |= static_cast<unsigned char>(one);
        }
        return (seen & high_bits) == 0;
    }
    for (std::size_t at = 0; at + 8 <= text.size(); at += 8) {
        seen |= eight(at);
    }
    return ((seen | eight(text.size() - 8)) & high_bits) == 0;
}

inline bool is_utf8(std::string_view text) {
    const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(text[at]); };
    if (is_ascii(text)) {
        return true;
    }
    for (std::size_t at = 0; at < text.size();) {
        const unsigned lead = byte(at);
        if (lead < 0x80) {
            ++at;
            continue;
        }
        const std::size_t more = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : 1;
        if (lead < 0xC2 || lead > 0xF4 || text.size() - at <= more) {
            return false;
        }
        // The second byte of some leads has a narrower range than 80 to BF.
        const unsigned least = lead == 0xE0 ? 0xA0U : lead == 0xF0 ? 0x90U : 0x80U;
        const unsigned most = lead == 0xED ? 0x9FU : lead == 0xF4 ? 0x8FU : 0xBFU;
        if (byte(at + 1) < least || byte(at + 1) > most) {
            return false;
        }
        for (std::size_t i = 2; i <= more; ++i) {
            if ((byte(at + i) & 0xC0U) != 0x80U) {
                return false;
            }
        }
        at += more + 1;
    }
    return true;
}

}  // namespace cordboard::columns
