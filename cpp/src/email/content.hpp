// SPDX-License-Identifier: Apache-2.0
// What e-mails say: reading it, and what an answer says at first (web-services reference, 1.12).
#pragma once

#include <string>
#include <string_view>

#include <cordboard/result.hpp>

namespace cordboard::email {

// An object of the texts that mails have, not too long.
Verdict check_content(std::string_view content);

// Ready to be sent: with sender, receiver, subject and text, and addresses that can be such.
Verdict check_complete(std::string_view content);

// "" where it says nothing of that name.
std::string_view text_of(std::string_view content, std::string_view name);

struct Quotation {
    bool is_wanted = false;
    std::string_view start_line;
    std::string_view indent;
};

// The first words of an answer.
std::string answer(std::string_view original, bool to_all, std::string_view subject_prefix,
                   const Quotation& quotation);

}  // namespace cordboard::email
