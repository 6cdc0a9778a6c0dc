// SPDX-License-Identifier: Apache-2.0
// A time profile of any bytes is either refused with a reason or keeps the laws of resets: the last
// one is not after the question, the next one is, and between the two there is none. The first
// bytes choose the instant of the question.
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <vector>

#include "stats/profile.hpp"

namespace stats = cordboard::stats;
using cordboard::Instant;

namespace {

// Zones with changes of an hour, of half an hour and of a whole day, inside one year.
const std::vector<cordboard::Zone> zones{
    {"Europe/Paris",
     {{Instant{}, cordboard::hours(1)},
      {Instant{1'774'746'000'000'000}, cordboard::hours(2)},
      {Instant{1'792'890'000'000'000}, cordboard::hours(1)}}},
    {"Australia/Lord_Howe",
     {{Instant{}, cordboard::hours(11)},
      {Instant{1'775'314'800'000'000}, cordboard::minutes(630)},
      {Instant{1'791'041'400'000'000}, cordboard::hours(11)}}},
    {"Pacific/Apia",
     {{Instant{}, cordboard::hours(-10)}, {Instant{1'780'000'000'000'000}, cordboard::hours(14)}}},
};

void require(bool holds) {
    if (!holds) {
        std::abort();
    }
}

void check_resets(const stats::GrowingProfile& profile, Instant at) {
    const Instant last = profile.last_reset(at);
    const Instant next = profile.next_reset(at);
    require(last <= at && at < next);
    if (profile.rules().empty()) {
        require(last == stats::long_ago && next == cordboard::never);
        return;
    }
    require(at - last <= cordboard::hours(24 * 9) && next - at <= cordboard::hours(24 * 9));
    require(profile.last_reset(last) == last);
    require(profile.last_reset(next) == next);
    require(profile.next_reset(last) == next);
    require(profile.last_reset(next - cordboard::Duration{1}) == last);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    if (size < 4) {
        return 0;
    }
    std::int64_t seconds = 0;
    for (std::size_t at = 0; at < 4; ++at) {
        seconds = seconds * 256 + bytes[at];
    }
    const Instant at{seconds * 1'000'000};
    const std::string_view text(reinterpret_cast<const char*>(bytes + 4), size - 4);
    const stats::ParsedProfile growing = stats::parse_growing_profile(text, zones);
    if (growing.fault.empty()) {
        check_resets(growing.profile, at);
    }
    const stats::ParsedSlidingProfile sliding = stats::parse_sliding_profile(text);
    require(!sliding.fault.empty() || (sliding.profile.window > cordboard::Duration{} &&
                                       sliding.profile.step >= cordboard::Duration{}));
    const stats::ParsedSelectionProfile selection = stats::parse_selection_profile(text);
    require(!selection.fault.empty() ||
            (selection.count > 0 && selection.count <= stats::most_selected));
    return 0;
}
