// SPDX-License-Identifier: Apache-2.0
// The state of one contact centre: plain structs, one slice per feature. Whoever holds it const can
// only read; `evolve` is the only code that changes it. Fields marked "derived" follow from the
// others: they are in no snapshot and no hash, and `cordboard::rebuild` makes them anew.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include <cordboard/agent.hpp>
#include <cordboard/call.hpp>
#include <cordboard/chat.hpp>
#include <cordboard/directory.hpp>
#include <cordboard/email_events.hpp>
#include <cordboard/ids.hpp>
#include <cordboard/interaction.hpp>
#include <cordboard/limits.hpp>
#include <cordboard/media_set.hpp>
#include <cordboard/monitoring.hpp>
#include <cordboard/places.hpp>
#include <cordboard/recording.hpp>
#include <cordboard/routing.hpp>
#include <cordboard/services.hpp>
#include <cordboard/settings.hpp>
#include <cordboard/time.hpp>
#include <cordboard/workbin.hpp>

#include "base/grid.hpp"
#include "base/name_index.hpp"
#include "base/text_store.hpp"
#include "base/timer_queue.hpp"

namespace cordboard {

inline constexpr std::uint32_t nothing = 0xFFFF'FFFF;

struct Media {
    TextId name;
    MediaKind kind = MediaKind::open;
    bool alone = false;
    bool beside_any = true;
    MediaSet beside;
    WorkbinId default_workbin;  // for what is held when a session ends
};

struct Skill {
    TextId name;
    TextId description;
    bool deleted = false;
};

struct Agent {
    TextId user_name;
    TextId first_name;
    TextId last_name;
    TextId employee_id;
    PlaceId default_place;
    std::uint8_t roles = 0;

    bool in_session = false;
    PlaceId place;
    // Interactions held: offered to the agent or accepted; of which media, and how many.
    std::uint32_t held = 0;
    MediaSet held_media;
    std::uint32_t handling = 0;
    // For idle time and occupancy: when the agent last became free of everything, and how much of
    // the time logged in was spent with at least one accepted interaction.
    Instant free_since{0};
    Instant session_since{0};
    Instant handling_since{0};
    Duration logged_in;
    Duration handled;
    // His log-in at the switch, and until when a session outlives its connection.
    std::uint32_t first_login_code = nothing;
    TextId login_code;
    QueueId login_queue;
    std::uint32_t grace_timer = base::no_timer;
    TextId email_address;
    bool enabled = true;
    bool deleted = false;
};

// A code of an agent and the next one of his.
struct LoginCode {
    TextId code;
    TextId switch_name;
    std::uint32_t next = nothing;
};

struct Channel {
    bool open = false;
    ChannelState state = ChannelState::logout;
    WorkMode work_mode = WorkMode::none;
    bool do_not_disturb = false;
    std::uint16_t capacity = 1;
    std::uint16_t held = 0;
    AgentStateId operation;
    TextId reason;
    std::uint32_t timer = base::no_timer;
};

struct AgentGroup {
    TextId name;
};

struct Place {
    TextId name;
    AgentId agent;
    DeviceId first_device;
};

struct Device {
    TextId phone_number;
    PlaceId place;
    bool public_network = false;
    TextId switch_name;
    TextId forward_to;  // the number to which its calls go, if they do
};

struct OverflowStage {
    TargetListId targets;
    Duration after;
};

struct Queue {
    TextId name;
    QueueKind kind = QueueKind::queue;
    MediaId media;
    TextId phone_number;
    std::int32_t priority = 0;
    std::int32_t aging_add = 0;
    Duration aging_every;
    bool has_timeout = false;
    Duration timeout;
    std::int32_t stages = 0;
    std::array<OverflowStage, limits::overflow_stages + 1> stage;
    TextId description;
    std::int32_t recording_percentage = 0;
    bool deleted = false;
};

struct Workbin {
    TextId name;
    WorkbinOwner owner = WorkbinOwner::shared;
};

struct Contact {
    TextId name;
    TextId phone_number;
    ContactKind kind = ContactKind::custom;
    bool deleted = false;
};

struct AgentState {
    TextId operation_name;
    TextId display_name;
    ChannelState state = ChannelState::not_ready;
    WorkMode work_mode = WorkMode::none;
    TextId reason;
    bool deleted = false;
};

// Settings in the order of creation, each an object in its canonical bytes.
struct SettingsGroup {
    TextId name;
    TextId display_name;
    TextId key;
    bool deleted = false;
    std::vector<std::string> settings;
};

struct Target {
    MediaId media;
    TargetKind kind = TargetKind::skill;
    TextId skill;
    AgentId agent;
    AgentGroupId agent_group;
};

struct TargetList {
    std::vector<TargetId> targets;
};

struct Directory {
    TextId tenant;
    std::vector<Media> media;
    std::vector<Skill> skills;
    std::vector<Agent> agents;
    std::vector<LoginCode> login_codes;
    std::vector<AgentGroup> agent_groups;
    std::vector<Place> places;
    std::vector<Device> devices;
    std::vector<Queue> queues;
    std::vector<Workbin> workbins;
    std::vector<Contact> contacts;
    std::vector<AgentState> agent_states;
    std::vector<SettingsGroup> settings_groups;
    std::vector<Target> targets;
    std::vector<TargetList> target_lists;

    base::Grid<Channel> channels;            // agent x media
    base::Grid<std::uint16_t> skill_levels;  // agent x skill; 0: not skilled
    base::Grid<std::uint8_t> group_members;  // agent x agent group

    // Derived: names.
    base::NameIndex<MediaId> media_by_name;
    base::NameIndex<SkillId> skill_by_name;
    base::NameIndex<AgentId> agent_by_name;
    base::NameIndex<AgentGroupId> agent_group_by_name;
    base::NameIndex<PlaceId> place_by_name;
    base::NameIndex<DeviceId> device_by_number;
    base::NameIndex<QueueId> queue_by_name;
    base::NameIndex<WorkbinId> workbin_by_name;
    base::NameIndex<ContactId> contact_by_name;
    base::NameIndex<AgentStateId> agent_state_by_name;
    base::NameIndex<SettingsGroupId> settings_group_by_name;
};

struct Interaction {
    InteractionId id;
    MediaId media;
    InteractionType type = InteractionType::inbound;
    InteractionState state = InteractionState::completed;
    bool customer_left = false;
    bool is_uncounted = false;  // no part of its owner's capacity
    bool is_draft = false;      // an e-mail that an agent writes
    RecordingState recording = RecordingState::stopped;
    std::int32_t stage = 0;
    AgentId owner;
    AgentId invited;
    QueueId queue;
    TargetListId targets;
    std::int32_t priority = 0;
    Instant entered{0};
    // The offer's end while invited; while waiting, when those who let it go may be asked again.
    std::uint32_t timer = base::no_timer;
    std::uint32_t overflow_timer = base::no_timer;
    std::uint32_t first_exclusion = nothing;
    std::uint32_t first_leg = nothing;  // of a call in which more has been done than to answer
    // Derived: the lane it waits in, and its neighbours there.
    std::uint32_t lane = nothing;
    std::uint32_t previous = nothing;
    std::uint32_t next = nothing;
};

// An agent who let an interaction go is asked last.
struct Exclusion {
    AgentId agent;
    std::uint32_t next = nothing;
};

// The part of one party in a call.
struct Leg {
    InteractionId call;
    AgentId agent;
    std::string number;  // of a party outside; the customer of a queue's call has none
    LegState state = LegState::released;
    bool is_muted = false;
    bool has_dialed = false;
    MonitoringState monitors = MonitoringState::none;  // of a supervisor, and whose call it is
    AgentId monitored;
    InteractionId consult;  // the agent's consult call about this call
    InteractionId parent;   // the call about which this one is a consult call
    std::uint32_t timer = base::no_timer;
    std::uint32_t next = nothing;
};

// Whose calls a supervisor comes into.
struct Monitoring {
    AgentId supervisor;
    AgentId monitored;
    MonitoringState state = MonitoringState::none;
    MonitoringScope scope = MonitoringScope::call;
    MonitoringMode mode = MonitoringMode::all_calls;
};

// Where in workbins an interaction lies, if it does.
struct InWorkbin {
    WorkbinContent content;
    Instant placed{0};
};

struct Attachment {
    std::string document;
    std::string file_name;
    std::string mime_type;
    std::int64_t size = 0;
};

// What is known of an e-mail besides that it is an interaction.
struct Email {
    std::string content;  // an object of texts
    InteractionId parent;
    InteractionId thread;
    InteractionSubType sub_type = InteractionSubType::inbound_new;
    QueueId drafted_in;
    AgentId sender;  // while it is on its way
    std::vector<Attachment> attachments;
};

struct ChatParty {
    AgentId agent;  // absent: the customer
    std::string nickname;
    bool is_present = false;
};

enum class ChatEventKind : std::uint8_t { party_joined, party_left, message, notice };
template <>
struct Names<ChatEventKind> {
    static constexpr std::string_view names[] = {"PARTY_JOINED", "PARTY_LEFT", "MESSAGE", "NOTICE"};
};

// One thing that happened in a session; its number is its place, counted from 1.
struct ChatEvent {
    ChatEventKind kind = ChatEventKind::message;
    ChatVisibility visibility = ChatVisibility::all;
    ChatNotice notice = ChatNotice::typing_started;
    std::uint32_t party = 0;
    Instant at{0};
    std::string text;
};

// The session of a chat.
struct Chat {
    bool is_ended = false;
    std::vector<ChatParty> parties;
    std::vector<ChatEvent> events;
};

struct Interactions {
    std::uint64_t created = 0;
    std::vector<Interaction> slots;
    std::vector<std::string> user_data;  // by slot
    std::vector<InWorkbin> in_workbin;   // by slot
    std::vector<std::uint32_t> free;
    std::vector<Exclusion> exclusions;
    std::vector<std::uint32_t> free_exclusions;
    std::vector<Leg> legs;
    std::vector<std::uint32_t> free_legs;
};

// An agent in a target, standing in its pool while he is able.
struct Member {
    enum class Standing : std::uint8_t { unable, free, engaged };

    AgentId agent;
    std::uint32_t target = 0;
    std::uint32_t rank = 0;  // among the members of the target, in the order of the file
    std::uint32_t previous = nothing;
    std::uint32_t next = nothing;
    std::int32_t level = 0;
    Standing standing = Standing::unable;
};

// The able agents of a target: those free of everything in a list, longest first; both they and
// those who hold something as sets of ranks.
struct Pool {
    std::uint32_t first_free = nothing;
    std::uint32_t last_free = nothing;
    std::uint32_t count_engaged = 0;
    std::uint32_t first_rank = 0;  // in Routing::member_of_rank
    std::uint32_t first_word = 0;  // in Routing::free and Routing::engaged
    std::uint32_t words = 0;
};

// Interactions of one queue, base priority and target list, oldest first: only its head competes.
struct Lane {
    QueueId queue;
    std::int32_t priority = 0;
    TargetListId targets;
    std::uint32_t first = nothing;
    std::uint32_t last = nothing;
    std::uint32_t next_of_queue = nothing;
};

struct RoutingRequest {
    InteractionId interaction;
    AgentId agent;
};

struct Routing {
    AgentChoice choice = AgentChoice::longest_idle;
    Pull pull = Pull::priority;
    RoutingRequest request;

    // Derived.
    bool stale = true;
    std::vector<Member> members;                // by agent, then target
    std::vector<std::uint32_t> first_member;    // of each agent; one more at the end
    std::vector<Pool> pools;                    // of each target
    std::vector<std::uint32_t> member_of_rank;  // of each target in turn
    std::vector<std::uint64_t> free;            // a bit for each rank, of each target in turn
    std::vector<std::uint64_t> engaged;         // likewise
    std::vector<Lane> lanes;
    std::vector<std::uint32_t> first_lane;  // of each queue
    std::vector<std::uint32_t> free_lanes;
    std::vector<std::vector<std::uint32_t>> lanes_of_target;  // only those somebody waits in
};

enum class TimerKind : std::uint8_t { offer, retry, overflow, agent_state, ringing, session };

struct TimerSubject {
    TimerKind kind = TimerKind::offer;
    MediaId media;
    std::uint32_t index = 0;  // interaction slot, agent, or leg
};

struct Settings {
    Duration ring_timeout = seconds(30);
    Duration after_call_work;
    Duration session_grace = seconds(60);
    std::array<TextId, center_settings> center;
    std::array<ServiceState, std::size(Names<Service>::names)> services{};
    std::uint32_t disabled_features = 0;  // a bit each

    // Derived: whether anything at all is not there, and the media that are not.
    bool restricted = false;
    MediaSet suspended;
};

struct State {
    base::TextStore texts;
    Directory directory;
    Interactions interactions;
    std::map<InteractionId, Email> emails;
    std::map<InteractionId, Chat> chats;
    std::vector<Monitoring> monitorings;  // in the order in which they began
    Routing routing;
    Settings settings;
    std::uint64_t timers_created = 0;
    base::TimerQueue<TimerSubject> timers;
};

// The interaction of that id while it is alive, else nullptr.
inline const Interaction* find(const State& state, InteractionId id) {
    if (!id.exists() || id.slot() >= state.interactions.slots.size()) {
        return nullptr;
    }
    const Interaction& found = state.interactions.slots[id.slot()];
    return found.id == id ? &found : nullptr;
}

}  // namespace cordboard
