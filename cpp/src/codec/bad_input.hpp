// SPDX-License-Identifier: Apache-2.0
// What a reader says about a text it cannot accept: where it stands, what was expected, and what
// the author can do about it. One class for every reader, so that one place prints it.
#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>
#include <utility>

namespace cordboard::codec {

// Lines and columns count from 1; columns count bytes. Line 0 stands for the file as a whole.
struct Position {
    std::uint32_t line = 0;
    std::uint32_t column = 0;

    friend constexpr bool operator==(Position, Position) = default;
};

struct BadInputParts {
    std::string file;
    Position position;
    std::string path;  // such as agents[3].skills.billing; empty for the root
    std::string message;
    std::string remedy;
};

class BadInput : public std::runtime_error {
  public:
    explicit BadInput(BadInputParts parts)
        : std::runtime_error(sentence(parts)), parts_(std::move(parts)) {}

    const std::string& file() const { return parts_.file; }
    Position position() const { return parts_.position; }
    const std::string& path() const { return parts_.path; }
    const std::string& message() const { return parts_.message; }
    const std::string& remedy() const { return parts_.remedy; }

  private:
    static std::string sentence(const BadInputParts& parts) {
        std::string text = parts.file;
        if (parts.position.line > 0) {
            text += ':' + std::to_string(parts.position.line);
            text += ':' + std::to_string(parts.position.column);
        }
        text += ": ";
        if (!parts.path.empty()) {
            text += parts.path + ": ";
        }
        text += parts.message;
        if (!parts.remedy.empty()) {
            text += "; " + parts.remedy;
        }
        return text;
    }

    BadInputParts parts_;
};

}  // namespace cordboard::codec
