// SPDX-License-Identifier: Apache-2.0
// Where things are and where they wait: places, devices, queues, workbins, contacts. Created by
// ordinary commands, as everything in the directory.
#pragma once

#include <cstdint>
#include <tuple>

#include <cordboard/done.hpp>
#include <cordboard/fields.hpp>
#include <cordboard/ids.hpp>
#include <cordboard/media_set.hpp>
#include <cordboard/text.hpp>

namespace cordboard {

enum class QueueKind : std::uint8_t { queue, virtual_queue, route_point };
template <>
struct Names<QueueKind> {
    static constexpr std::string_view names[] = {"queue", "virtual_queue", "route_point"};
};

enum class ContactKind : std::uint8_t { custom, queue, user };
template <>
struct Names<ContactKind> {
    static constexpr std::string_view names[] = {"Custom", "Queue", "User"};
};

struct CreatePlace {
    static constexpr std::string_view name = "CreatePlace";
    static constexpr std::string_view event = "PlaceCreated";
    static constexpr std::string_view object = "place";
    using Object = PlaceId;
    Text place_name;
    static constexpr auto fields() {
        return std::tuple{field("name", &CreatePlace::place_name, "name of the place")};
    }
};

struct CreateDevice {
    static constexpr std::string_view name = "CreateDevice";
    static constexpr std::string_view event = "DeviceCreated";
    static constexpr std::string_view object = "device";
    using Object = DeviceId;
    Text phone_number;
    PlaceId place;
    bool public_network = false;
    Text switch_name{};
    static constexpr auto fields() {
        return std::tuple{
            field("phoneNumber", &CreateDevice::phone_number, "number of the device (DN)"),
            optional_field("place", &CreateDevice::place, "the place it stands at"),
            optional_field("public_network", &CreateDevice::public_network,
                           "reached through the public network"),
            optional_field("switch", &CreateDevice::switch_name, "the switch it belongs to")};
    }
};

struct AssignPlace {
    static constexpr std::string_view name = "AssignPlace";
    static constexpr std::string_view event = "PlaceAssigned";
    AgentId agent;
    PlaceId place;
    static constexpr auto fields() {
        return std::tuple{field("agent", &AssignPlace::agent, "whose default place"),
                          field("place", &AssignPlace::place, "the place")};
    }
};

struct CreateQueue {
    static constexpr std::string_view name = "CreateQueue";
    static constexpr std::string_view event = "QueueCreated";
    static constexpr std::string_view object = "queue";
    using Object = QueueId;
    Text queue_name;
    QueueKind kind = QueueKind::queue;
    MediaId media;
    Text phone_number;
    Text description{};
    static constexpr auto fields() {
        return std::tuple{
            field("name", &CreateQueue::queue_name, "name of the queue"),
            optional_field("kind", &CreateQueue::kind, "queue, virtual queue or route point"),
            field("media", &CreateQueue::media, "media of its interactions"),
            optional_field("phoneNumber", &CreateQueue::phone_number, "number that callers dial"),
            optional_field("description", &CreateQueue::description, "for people")};
    }
};

// Whose a workbin is: each of them has a content of its own in it.
enum class WorkbinOwner : std::uint8_t { shared, agent, group, place };
template <>
struct Names<WorkbinOwner> {
    static constexpr std::string_view names[] = {"shared", "agent", "group", "place"};
};

struct CreateWorkbin {
    static constexpr std::string_view name = "CreateWorkbin";
    static constexpr std::string_view event = "WorkbinCreated";
    static constexpr std::string_view object = "workbin";
    using Object = WorkbinId;
    Text workbin_name;
    WorkbinOwner owner = WorkbinOwner::shared;
    MediaSet default_for;
    static constexpr auto fields() {
        return std::tuple{
            field("name", &CreateWorkbin::workbin_name, "name of the workbin"),
            optional_field("owner", &CreateWorkbin::owner, "who has a content of his own in it"),
            optional_field("defaultFor", &CreateWorkbin::default_for,
                           "the media whose interactions go there when a session ends")};
    }
};

struct CreateContact {
    static constexpr std::string_view name = "CreateContact";
    static constexpr std::string_view event = "ContactCreated";
    static constexpr std::string_view object = "contact";
    using Object = ContactId;
    Text contact_name;
    Text phone_number;
    ContactKind kind = ContactKind::custom;
    static constexpr auto fields() {
        return std::tuple{
            field("name", &CreateContact::contact_name, "name of the contact"),
            optional_field("phoneNumber", &CreateContact::phone_number, "number to dial"),
            optional_field("type", &CreateContact::kind, "what the contact stands for")};
    }
};

using PlaceCreated = Created<CreatePlace>;
using DeviceCreated = Created<CreateDevice>;
using PlaceAssigned = Done<AssignPlace>;
using QueueCreated = Created<CreateQueue>;
using WorkbinCreated = Created<CreateWorkbin>;
using ContactCreated = Created<CreateContact>;

}  // namespace cordboard
