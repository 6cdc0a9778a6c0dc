// SPDX-License-Identifier: Apache-2.0
// The types that fields have, by the names the reference page uses.
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <type_traits>

#include <cordboard/fields.hpp>
#include <cordboard/ids.hpp>
#include <cordboard/media_set.hpp>
#include <cordboard/text.hpp>
#include <cordboard/time.hpp>

namespace cordboard::codec {

struct FieldType {
    std::string_view name;
    std::span<const std::string_view> words;  // of an enumeration
};

inline FieldType field_type(bool) { return {"boolean", {}}; }
inline FieldType field_type(Text) { return {"text", {}}; }
inline FieldType field_type(ValueText) { return {"object", {}}; }
inline FieldType field_type(Duration) { return {"duration", {}}; }
inline FieldType field_type(Instant) { return {"instant", {}}; }
inline FieldType field_type(MediaSet) { return {"list of media", {}}; }
inline FieldType field_type(ChannelList) { return {"list of media", {}}; }
inline FieldType field_type(InteractionId) { return {"interaction", {}}; }
inline FieldType field_type(AgentId) { return {"agent", {}}; }
inline FieldType field_type(AgentGroupId) { return {"agent group", {}}; }
inline FieldType field_type(AgentStateId) { return {"agent state", {}}; }
inline FieldType field_type(ContactId) { return {"contact", {}}; }
inline FieldType field_type(DeviceId) { return {"device", {}}; }
inline FieldType field_type(MediaId) { return {"media", {}}; }
inline FieldType field_type(PlaceId) { return {"place", {}}; }
inline FieldType field_type(QueueId) { return {"queue", {}}; }
inline FieldType field_type(SettingsGroupId) { return {"settings group", {}}; }
inline FieldType field_type(SkillId) { return {"skill", {}}; }
inline FieldType field_type(WorkbinId) { return {"workbin", {}}; }
inline FieldType field_type(TargetId) { return {"number", {}}; }
inline FieldType field_type(TargetListId) { return {"number", {}}; }

template <class Number>
    requires(std::is_integral_v<Number> && !std::is_same_v<Number, bool>)
FieldType field_type(Number) {
    return {"number", {}};
}

template <class Enumeration>
    requires std::is_enum_v<Enumeration>
FieldType field_type(Enumeration) {
    return {"word", Names<Enumeration>::names};
}

template <class Value>
FieldType field_type(std::optional<Value>) {
    return field_type(Value{});
}

}  // namespace cordboard::codec
