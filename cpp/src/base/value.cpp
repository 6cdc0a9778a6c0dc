// SPDX-License-Identifier: Apache-2.0
#include <utility>
#include <vector>

#include <cordboard/value.hpp>

namespace cordboard::value {

namespace {

using Entries = std::vector<std::pair<std::string_view, std::string>>;

Entries entries(std::string_view object) {
    Entries result;
    if (is_object(object)) {
        for_each_entry(object, [&](std::string_view key, std::string_view one) {
            result.emplace_back(key, std::string(one));
        });
    }
    return result;
}

std::string object(const Entries& all) {
    std::string out = "{";
    append_count(out, static_cast<std::uint32_t>(all.size()));
    for (const auto& [key, one] : all) {
        append_count(out, static_cast<std::uint32_t>(key.size()));
        out += key;
        out += one;
    }
    return out;
}

Entries::iterator find(Entries& all, std::string_view key) {
    auto at = all.begin();
    while (at != all.end() && at->first != key) {
        ++at;
    }
    return at;
}

}  // namespace

std::uint32_t read_count(std::string_view bytes) {
    std::uint32_t count = 0;
    for (std::size_t i = 0; i < 4; ++i) {
        count |= std::uint32_t{static_cast<unsigned char>(bytes[i])} << (8 * i);
    }
    return count;
}

void append_count(std::string& out, std::uint32_t count) {
    for (unsigned i = 0; i < 4; ++i) {
        out += static_cast<char>(count >> (8 * i) & 0xFF);
    }
}

std::size_t size_of(std::string_view bytes) {
    // Iterative: `open` counts the values still to be passed over.
    std::size_t at = 0;
    std::vector<std::pair<std::uint32_t, bool>> open{{1, false}};
    while (!open.empty()) {
        auto& [left, keyed] = open.back();
        if (left == 0) {
            open.pop_back();
            continue;
        }
        --left;
        if (keyed) {
            at += 4 + read_count(bytes.substr(at));
        }
        const char kind = bytes[at];
        ++at;
        if (kind == 'i') {
            at += 8;
        } else if (kind == 's' || kind == 'd') {
            at += 4 + read_count(bytes.substr(at));
        } else if (kind == '[' || kind == '{') {
            open.emplace_back(read_count(bytes.substr(at)), kind == '{');
            at += 4;
        }
    }
    return at;
}

bool is_object(std::string_view bytes) { return !bytes.empty() && bytes.front() == '{'; }

std::string entry(std::string_view key, std::string_view one) {
    return object({{key, std::string(one)}});
}

std::string text(std::string_view content) {
    std::string out = "s";
    append_count(out, static_cast<std::uint32_t>(content.size()));
    return out += content;
}

bool contains(std::string_view bytes, std::string_view key) {
    Entries all = entries(bytes);
    return find(all, key) != all.end();
}

std::string merged(std::string_view base, std::string_view change) {
    Entries all = entries(base);
    for_each_entry(change, [&](std::string_view key, std::string_view one) {
        const auto at = find(all, key);
        if (at == all.end()) {
            all.emplace_back(key, std::string(one));
        } else if (is_object(at->second) && is_object(one)) {
            at->second = merged(at->second, one);
        } else {
            at->second = std::string(one);
        }
    });
    return object(all);
}

std::string replaced(std::string_view base, std::string_view change) {
    Entries all = entries(base);
    for_each_entry(change, [&](std::string_view key, std::string_view one) {
        const auto at = find(all, key);
        if (at == all.end()) {
            all.emplace_back(key, std::string(one));
        } else {
            at->second = std::string(one);
        }
    });
    return object(all);
}

std::string without(std::string_view base, std::string_view change) {
    Entries all = entries(base);
    for_each_entry(change, [&](std::string_view key, std::string_view one) {
        const auto at = find(all, key);
        if (at == all.end()) {
            return;
        }
        if (is_object(at->second) && is_object(one)) {
            at->second = without(at->second, one);
        } else {
            all.erase(at);
        }
    });
    return object(all);
}

}  // namespace cordboard::value
