// SPDX-License-Identifier: Apache-2.0
#include "email/content.hpp"

#include <algorithm>

#include <cordboard/limits.hpp>
#include <cordboard/value.hpp>

namespace cordboard::email {

namespace {

constexpr std::string_view from_address = "fromAddress";
constexpr std::string_view to_address = "toAddress";
constexpr std::string_view cc_addresses = "ccAddresses";
constexpr std::string_view bcc_addresses = "bccAddresses";
constexpr std::string_view reply_to = "replyTo";
constexpr std::string_view subject = "subject";
constexpr std::string_view text = "text";
constexpr std::string_view names[] = {from_address,  to_address,       cc_addresses,
                                      bcc_addresses, reply_to,         subject,
                                      text,          "structuredText", "mimeType"};
constexpr std::string_view necessary[] = {from_address, to_address, subject, text};
constexpr std::string_view of_addresses[] = {from_address, to_address, cc_addresses, bcc_addresses};

bool is_text(std::string_view value) { return value.front() == 's'; }

std::string_view trimmed(std::string_view words) {
    const std::size_t first = words.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos) {
        return {};
    }
    return words.substr(first, words.find_last_not_of(" \t\r\n") - first + 1);
}

// The addresses of a text, one by one: commas between quotation marks part nothing.
template <class Visitor>
void for_each_address(std::string_view addresses, Visitor&& visit) {
    bool is_quoted = false;
    std::size_t first = 0;
    for (std::size_t at = 0; at <= addresses.size(); ++at) {
        if (at < addresses.size() && addresses[at] == '"') {
            is_quoted = !is_quoted;
        }
        if (at == addresses.size() || (addresses[at] == ',' && !is_quoted)) {
            visit(trimmed(addresses.substr(first, at - first)));
            first = at + 1;
        }
    }
}

// "ann@example.com", or "Ann Lee <ann@example.com>".
bool is_address(std::string_view words) {
    if (const std::size_t open = words.rfind('<'); open != std::string_view::npos) {
        if (words.back() != '>') {
            return false;
        }
        words = words.substr(open + 1, words.size() - open - 2);
    }
    const std::size_t sign = words.rfind('@');
    const bool is_plain = std::all_of(words.begin(), words.end(), [](char one) {
        return static_cast<unsigned char>(one) > ' ' && one != 0x7F;
    });
    return is_plain && sign != std::string_view::npos && sign > 0 && sign + 1 < words.size();
}

bool are_addresses(std::string_view words) {
    bool good = true;
    for_each_address(words, [&](std::string_view one) { good = good && is_address(one); });
    return good;
}

std::string_view first_address(std::string_view addresses) {
    std::string_view found;
    for_each_address(addresses, [&](std::string_view one) {
        if (found.empty()) {
            found = one;
        }
    });
    return found;
}

// An object of texts, in the order in which they are written; empty ones are left out.
class Writer {
  public:
    void add(std::string_view name, std::string_view words) {
        if (words.empty()) {
            return;
        }
        ++count_;
        value::append_count(entries_, static_cast<std::uint32_t>(name.size()));
        entries_ += name;
        entries_ += 's';
        value::append_count(entries_, static_cast<std::uint32_t>(words.size()));
        entries_ += words;
    }
    std::string written() const {
        std::string object = "{";
        value::append_count(object, count_);
        return object + entries_;
    }

  private:
    std::string entries_;
    std::uint32_t count_ = 0;
};

// Everybody else whom the mail names: the other receivers, and those who got a copy.
std::string others(std::string_view original) {
    const std::string_view own = first_address(text_of(original, to_address));
    std::string found;
    for (const std::string_view name : {to_address, cc_addresses}) {
        for_each_address(text_of(original, name), [&](std::string_view one) {
            if (!one.empty() && one != own) {
                found += found.empty() ? "" : ", ";
                found += one;
            }
        });
    }
    return found;
}

std::string quoted(std::string_view words, const Quotation& quotation) {
    std::string lines;
    if (!quotation.start_line.empty()) {
        lines += quotation.start_line;
        lines += '\n';
    }
    while (!words.empty()) {
        const std::size_t end = words.find('\n');
        lines += quotation.indent;
        lines += words.substr(0, end);
        lines += '\n';
        words.remove_prefix(end == std::string_view::npos ? words.size() : end + 1);
    }
    return lines;
}

}  // namespace

std::string_view text_of(std::string_view content, std::string_view name) {
    std::string_view found;
    value::for_each_entry(content, [&](std::string_view key, std::string_view one) {
        if (key == name) {
            found = one.substr(5);
        }
    });
    return found;
}

Verdict check_content(std::string_view content) {
    if (static_cast<std::int64_t>(content.size()) > limits::email_bytes) {
        return refuse(Reason::too_long, "email");
    }
    if (content.empty() || !value::is_object(content)) {
        return refuse(Reason::invalid_value, "email");
    }
    bool is_known = true;
    value::for_each_entry(content, [&](std::string_view key, std::string_view one) {
        is_known = is_known && is_text(one) &&
                   std::find(std::begin(names), std::end(names), key) != std::end(names);
    });
    return is_known ? allowed : refuse(Reason::invalid_value, "email");
}

Verdict check_complete(std::string_view content) {
    for (const std::string_view name : necessary) {
        if (text_of(content, name).empty()) {
            return refuse(Reason::missing_value, "email");
        }
    }
    for (const std::string_view name : of_addresses) {
        const std::string_view addresses = text_of(content, name);
        if (!addresses.empty() && !are_addresses(addresses)) {
            return refuse(Reason::invalid_value, "email");
        }
    }
    return allowed;
}

std::string answer(std::string_view original, bool to_all, std::string_view subject_prefix,
                   const Quotation& quotation) {
    const std::string_view asked = text_of(original, reply_to);
    Writer draft;
    draft.add(from_address, first_address(text_of(original, to_address)));
    draft.add(to_address, asked.empty() ? text_of(original, from_address) : asked);
    if (to_all) {
        draft.add(cc_addresses, others(original));
    }
    draft.add(subject, std::string(subject_prefix) + std::string(text_of(original, subject)));
    if (quotation.is_wanted) {
        draft.add(text, quoted(text_of(original, text), quotation));
    }
    return draft.written();
}

}  // namespace cordboard::email
