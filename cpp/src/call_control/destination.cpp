// SPDX-License-Identifier: Apache-2.0
#include "call_control/destination.hpp"

#include <algorithm>

#include <cordboard/call_events.hpp>
#include <cordboard/limits.hpp>

#include "call_control/forwarding.hpp"

namespace cordboard::call_control {

namespace {

bool is_outside_number(std::string_view number) {
    constexpr std::string_view digits = "0123456789";
    return number.find_first_not_of("0123456789*#+ -./()") == std::string_view::npos &&
           number.find_first_of(digits) != std::string_view::npos;
}

}  // namespace

Result<Destination> destination_of(const State& state, MediaId media, std::string_view number) {
    const Directory& directory = state.directory;
    if (number.empty()) {
        return Refusal{Reason::missing_value, "destination"};
    }
    if (static_cast<std::int64_t>(number.size()) > limits::name_bytes) {
        return Refusal{Reason::too_long, "destination"};
    }
    Destination found;
    found.dialed = number;
    found.number = follow_forwards(state, number, [](DeviceId, std::string_view) {});
    const DeviceId device = directory.device_by_number.find(state.texts, found.number);
    if (device.exists()) {
        const PlaceId place = directory.devices[device.value].place;
        found.agent = place.exists() ? directory.places[place.value].agent : AgentId{};
        return found;
    }
    for (std::uint32_t i = 0; i < directory.queues.size(); ++i) {
        const Queue& queue = directory.queues[i];
        if (queue.media == media && !queue.deleted &&
            state.texts.view(queue.phone_number) == found.number) {
            found.queue = {i};
            return found;
        }
    }
    if (!is_outside_number(found.number)) {
        return Refusal{Reason::unknown_number, "destination"};
    }
    found.is_outside = true;
    return found;
}

bool is_reachable(const State& state, MediaId media, const Destination& destination) {
    if (destination.is_outside || destination.queue.exists()) {
        return true;
    }
    if (!destination.agent.exists()) {
        return false;
    }
    const Channel& channel = state.directory.channels.at(destination.agent.value, media.value);
    return channel.open && !channel.do_not_disturb &&
           channel.held < std::max<std::uint16_t>(channel.capacity, 1);
}

void ring(const State& state, InteractionId call, const Destination& destination, AgentId by,
          Context& context) {
    const Duration timeout = state.settings.ring_timeout;
    PartyRang event;
    event.interaction = call;
    event.by = by;
    event.agent = destination.agent;
    if (destination.is_outside) {
        event.phone_number = context.out.texts.add(destination.number);
    } else if (timeout != Duration{}) {
        event.until = context.now + timeout;
    }
    context.emit(event);
}

}  // namespace cordboard::call_control
