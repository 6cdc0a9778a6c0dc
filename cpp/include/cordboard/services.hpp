// SPDX-License-Identifier: Apache-2.0
// What of the contact centre is there: features that are on, and services that work (web-services
// reference, 1.1, 1.2 and 3.9). What is not there is refused, and routing offers nothing of it.
#pragma once

#include <cstdint>
#include <tuple>

#include <cordboard/done.hpp>
#include <cordboard/fields.hpp>

namespace cordboard {

enum class Feature : std::uint8_t {
    voice,
    supervisor_monitoring,
    multimedia,
    voice_instant_messaging,
    call_recording,
};
template <>
struct Names<Feature> {
    static constexpr std::string_view names[] = {"api-voice", "api-supervisor-monitoring",
                                                 "api-multimedia", "api-voice-instant-messaging",
                                                 "api-call-recording"};
};

enum class Service : std::uint8_t { provisioning, voice, reporting, media };
template <>
struct Names<Service> {
    static constexpr std::string_view names[] = {"Provisioning", "Voice", "Reporting", "Media"};
};

enum class ServiceState : std::uint8_t { active, inactive, read_only };
template <>
struct Names<ServiceState> {
    static constexpr std::string_view names[] = {"Active", "Inactive", "ReadOnly"};
};

struct DisableFeature {
    static constexpr std::string_view name = "DisableFeature";
    static constexpr std::string_view event = "FeatureDisabled";
    Feature feature = Feature::voice;
    static constexpr auto fields() {
        return std::tuple{field("feature", &DisableFeature::feature, "what vanishes")};
    }
};

struct EnableFeature {
    static constexpr std::string_view name = "EnableFeature";
    static constexpr std::string_view event = "FeatureEnabled";
    Feature feature = Feature::voice;
    static constexpr auto fields() {
        return std::tuple{field("feature", &EnableFeature::feature, "what is there again")};
    }
};

// When Voice or Media comes back, its channels in session are logged in anew, as not ready.
struct SetServiceState {
    static constexpr std::string_view name = "SetServiceState";
    static constexpr std::string_view event = "ServiceStateChanged";
    Service service = Service::provisioning;
    ServiceState state = ServiceState::active;
    static constexpr auto fields() {
        return std::tuple{
            field("service", &SetServiceState::service, "which service"),
            field("state", &SetServiceState::state, "ReadOnly is for Provisioning alone")};
    }
};

using FeatureDisabled = Done<DisableFeature>;
using FeatureEnabled = Done<EnableFeature>;
using ServiceStateChanged = Done<SetServiceState>;

}  // namespace cordboard
