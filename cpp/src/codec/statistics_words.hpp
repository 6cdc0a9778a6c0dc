// SPDX-License-Identifier: Apache-2.0
// The values of statistics.yaml, as loose as real files are: words of the domain in any case with
// blanks around them, numbers and truth values in quotes, masks as lists.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <cordboard/statistic_definition.hpp>

#include "codec/reader.hpp"

namespace cordboard::codec {

// Seconds: what a duration can hold.
inline constexpr std::int64_t longest_range = longest_duration.microseconds / 1'000'000;

// Each refuses with the word that is nearest, or with the reason why it is not offered here.
StatisticTarget read_target(Reader reader);
Subject read_subject(Reader reader);
Category read_category(Reader reader);
IntervalType read_interval(Reader reader);
NotificationMode read_notification_mode(Reader reader);

std::int64_t read_whole_number(Reader reader, std::int64_t least, std::int64_t most);
bool read_flag(Reader reader);
// A text with commas, or a list of texts, which is joined with commas.
std::string read_listing(Reader reader);

std::string_view trimmed(std::string_view text);
// File and line, as warnings begin.
std::string place_of(Reader reader);

// The text of an optional key; empty where it is absent.
std::string text_of(const std::optional<Reader>& reader);
std::string listing_of(const std::optional<Reader>& reader);

}  // namespace cordboard::codec
