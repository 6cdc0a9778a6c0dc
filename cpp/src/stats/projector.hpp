// SPDX-License-Identifier: Apache-2.0
// From events of the engine to rows of actions (statistics reference, 2.2). The statistics engine
// knows nothing of events, the engine nothing of actions: this room is the only one that knows
// both.
//
// An interaction of any media is a call to its queue (contract 6.3, point 12): it enters, waits, is
// distributed, answered and released there; a queue of another media than voice has the interaction
// actions of a staging area besides. On the agent a call rings and is established on his device,
// any other interaction is delivered and handled on the channel of its media.
//
// A skill has a group of agents, those with the skill, and a virtual queue: an interaction is in it
// while a routing target that names the skill is open for it (house 3.1a). Every agent with the
// skill is tied to that queue, and to every queue whose first routing targets he meets: his
// presence is an action there, and so is the work that he does for others (1.2, choice for the
// engine).
#pragma once

#include <array>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <cordboard/events.hpp>
#include <cordboard/media_set.hpp>
#include <cordboard/statistics.hpp>

#include "base/skill_expression.hpp"
#include "stats/actions.hpp"

namespace cordboard::stats {

// How the objects of a skill are called: its group of agents and its virtual queue.
std::string skill_object_name(std::string_view skill);

// How attributes say what this room cannot read: the identity of an interaction, and a value of
// user data in its canonical bytes.
struct AttributeWording {
    std::string (*connection)(InteractionId id);
    std::string (*value)(std::string_view bytes);
};

class Projector {
  public:
    // Interns its objects in `statistics`, which outlives it. With `complete`, every row is made,
    // with all its attributes; else momentary rows that no open statistic counts are left out, and
    // attributes that no definition looks at.
    Projector(StatisticsEngine& statistics, bool complete, const AttributeWording& wording);

    // Appends the rows of the events and returns how many events these were. It stops where new
    // objects are about to be used, so that their statistics are opened before it asks for them.
    std::size_t observe(std::span<const Event> events, const Arena& texts,
                        std::vector<ActionRow>& rows);

    // A copy for a copied statistics engine.
    Projector(const Projector& other, StatisticsEngine& statistics);

  private:
    // The pseudo-actions of an agent and his device on the queues that he is tied to: logged in,
    // active and ready.
    static constexpr std::size_t presences = 6;
    using Presence = std::array<bool, presences>;

    // Which attributes go into rows: none, user data and reasons of what lasts, or all.
    enum class Brings : std::uint8_t { nothing, lists, everything };

    struct Actions;
    static const Actions& all_actions();
    const Actions& actions() const { return *actions_; }

    // What is known of an interaction that is alive.
    struct Visit {
        InteractionId id;
        MediaId media;
        QueueId queue;
        QueueId dialed;  // the first one
        CallType type = CallType::inbound;
        bool waiting = false;
        bool handed_over = false;
        bool is_voice = false;
        bool has_legs = false;  // what its parties do stands in calls_
        bool attended = false;  // an agent is a party of it
        bool answered = false;  // some agent has accepted it
        bool is_draft = false;  // an agent writes it
        bool is_reply = false;  // a draft that answers
        bool was_queued = false;
        Instant created{0};
        Instant entered{0};
        Instant unattended{0};  // since when no agent is a party of it
        Duration waited;        // when it was distributed
        Instant invited_at{0};
        Instant accepted_at{0};
        AgentId invited;
        AgentId owner;
        AgentId party;      // of whom rows on queues speak
        WorkbinId workbin;  // it lies there, or came from there
        AgentId workbin_agent;
        ObjectId workbin_object;
        bool is_uncounted = false;  // no part of its owner's capacity
        std::uint32_t left = 0;     // of a call that is over: the attributes it had
        Brings brings = Brings::nothing;
        // The skills whose virtual queues it is in, or from which it was distributed.
        std::vector<SkillId> skills;
    };

    // The part of one party in a call in which more is done than to answer.
    struct LegView {
        enum class Comes : std::uint8_t { dialed, transfer, conference, one_step };

        AgentId agent;
        std::string number;  // of who is outside
        LegState state = LegState::established;
        Comes comes = Comes::dialed;
        bool has_dialed = false;
        bool is_distributed = false;  // a queue has found him
        bool has_conference = false;  // he has made one of the call
        AgentId by;                   // who has him called
        Instant since{0};             // when it began to ring or to be dialed, or was held
        Instant talks_since{0};

        bool talks() const { return state == LegState::established || state == LegState::held; }
    };
    struct CallView {
        std::vector<LegView> legs;
        bool is_transferred = false;  // to a queue
    };

    // What capacity allows on a channel: interactions held at one time, and how many more now.
    struct Room {
        std::uint32_t maximum = 0;
        std::uint32_t routable = 0;

        friend bool operator==(const Room&, const Room&) = default;
    };

    struct ChannelView {
        bool open = false;
        Instant opened{0};
        bool do_not_disturb = false;
        ChannelState state = ChannelState::logout;
        WorkMode work_mode = WorkMode::none;
        std::uint32_t calls = 0;
        std::uint32_t uncounted = 0;  // of the calls: no part of the capacity
        std::uint32_t offers = 0;
        std::uint32_t capacity = 1;
        std::optional<Room> room;  // as last reported
        // The one durable state action that runs: an index into Actions, 0 for none.
        ActionIndex running = 0;
        bool runs = false;
        Instant since{0};          // when it began
        std::uint32_t reason = 0;  // a text: why the state is so
        std::uint32_t shown_reason = 0;

        // What counts against the capacity.
        std::uint32_t held() const { return calls - uncounted + offers; }
    };

    // What an agent did last, for the work that follows it.
    struct LastCall {
        InteractionId id;
        QueueId queue;
        CallType type = CallType::unknown;
        std::vector<SkillId> skills;
        std::uint32_t attributes = 0;
    };
    struct AgentView {
        ObjectId object;
        PlaceId place;                     // of his session
        std::vector<std::int32_t> levels;  // by skill
        std::vector<AgentGroupId> groups;
        std::vector<ObjectId> tied;  // the queues of his skills, and those he is to serve
        bool ties_changed = true;
        Presence present{};
        LastCall last;
    };

    struct QueueView {
        ObjectId calls;         // Queue, RoutePoint or VirtualQueue
        ObjectId interactions;  // StagingArea, for other media than voice
        MediaId media;
        std::uint32_t number = 0;  // a text: what callers dial
        TargetListId targets;      // at first, before any overflow
    };

    struct TargetView {
        AgentId agent;
        AgentGroupId group;
        SkillExpression skills;
    };

    // What a row of a channel says besides whose it is.
    struct ChannelFacts {
        std::uint32_t reason = 0;
        std::optional<Room> room;
    };

    struct MediaView {
        std::uint32_t text = 0;
        bool is_voice = false;
        bool alone = false;
        bool beside_any = true;
        MediaSet beside;
    };

    // What an interaction brings to its rows, and the sets that were kept of it last: for rows on
    // an agent, and for those elsewhere.
    struct KeptSet {
        AgentId agent;
        std::optional<std::uint32_t> kept;
    };
    struct Attachment {
        // Keys and values of the user data, one behind the other, and their sizes.
        std::string texts;
        std::vector<std::pair<std::uint32_t, std::uint32_t>> sizes;
        KeptSet on_agent;
        KeptSet elsewhere;
    };

    using SharedKey = std::array<std::uint32_t, 6>;

    void project(const Event& event, const Arena& texts);
    void project_directory(const Event& event, const Arena& texts);
    void project_objects(const Event& event, const Arena& texts);
    void session_started(const ContactCenterSessionStarted& event);
    void session_ended(const ContactCenterSessionEnded& event);
    void disturbed(const DoNotDisturbChanged& event);
    void add_queue(const QueueCreated& event, const Arena& texts);
    void add_target(const TargetCreated& event, const Arena& texts);
    void created(const InteractionCreated& event, const Arena& texts);
    void queued(const InteractionQueued& event);
    void widened(const RoutingWidened& event);
    void invited(const InteractionInvited& event);
    void accepted(const InteractionAccepted& event);
    void let_go(InteractionId id, AgentId agent, bool rejected);
    void revoked(const InteractionRevoked& event);
    void transferred(const InteractionTransferred& event);
    void placed(const InteractionPlacedInQueue& event);
    void completed(const InteractionCompleted& event);
    void state_changed(const AgentStateChanged& event, const Arena& texts);
    void user_data_changed(const UserDataChanged& event, const Arena& texts);

    bool project_call(const Event& event, const Arena& texts);
    void dialed(const CallDialed& event);
    void rang(const PartyRang& event, const Arena& texts);
    void answered(const PartyAnswered& event, const Arena& texts);
    void released(const PartyReleased& event, const Arena& texts);
    void held(const CallHeld& event);
    void retrieved(const CallRetrieved& event);
    void call_transferred(const CallTransferred& event);
    void conferenced(const CallConferenced& event);
    CallView& legs_of(Visit& visit);
    LegView& leg_of(Visit& visit, AgentId agent);
    void leg_row(const Visit& visit, const LegView& leg, ActionIndex action, Phase phase,
                 Duration duration = {});
    void begin_leg(Visit& visit, LegView& leg);
    void begin_talk(Visit& visit, LegView& leg);
    void talk_rows(const Visit& visit, const LegView& leg, Phase phase);
    void end_talk(Visit& visit, LegView& leg, std::optional<ActionIndex> changed);
    void end_hold(const Visit& visit, const LegView& leg, std::optional<ActionIndex> outcome);
    void end_leg(Visit& visit, LegView& leg, Cause cause);
    void end_call_attempt(const Visit& visit, const LegView& leg,
                          std::optional<ActionIndex> outcome);
    void connect(Visit& visit, CallView& call);
    void came_in(Visit& visit, const LegView& leg);
    void join_consultation(Visit& call, Visit& consult, AgentId agent, LegView::Comes how);
    void accepted_in_call(Visit& visit);
    void update_legs(Visit& visit);

    ObjectId workbin_object(const InteractionPlacedInWorkbin& event);
    void row_of_workbin(const Visit& visit, ActionIndex action, Phase phase,
                        Duration duration = {});
    void placed_in_workbin(const InteractionPlacedInWorkbin& event);
    void pulled(const InteractionPulled& event);

    void drafted(const DraftCreated& event);
    void sent(const EmailSent& event);
    void returned(const EmailReturned& event);
    void hold_uncounted(Visit& visit, AgentId agent);
    void hold_draft(Visit& visit, AgentId agent);

    void begin_wait(Visit& visit);
    void end_wait(Visit& visit, ActionIndex call_outcome,
                  std::optional<ActionIndex> interaction_outcome);
    void abandoned_offer(Visit& visit);
    void distribute(Visit& visit, TargetId target);
    void end_offer(Visit& visit, ActionIndex call_outcome, ActionIndex media_outcome);
    void on_queues(const Visit& visit, ActionIndex call_action, Duration duration);
    void begin_handling(Visit& visit, AgentId agent);
    void end_handling(Visit& visit, bool finished);
    void show_state(AgentId agent, MediaId media);
    void enter_skills(Visit& visit, TargetListId targets);

    // Rows of an interaction of other media than voice on its tenant.
    void tenant_row(const Visit& visit, ActionIndex action, Phase phase, Duration duration = {});
    void tenant_created(Visit& visit);
    void tenant_accepted(Visit& visit, Duration offered);
    void tenant_attended(Visit& visit);
    void tenant_released(const Visit& visit);
    void tenant_unattended(Visit& visit);
    void tenant_completed(Visit& visit, bool by_customer);

    // What follows from all channels of an agent together.
    void show_presence(AgentId agent);
    void show_capacity(AgentId agent);
    Presence presence_of(AgentId agent) const;
    Room room_of(AgentId agent, MediaId media) const;
    bool may_take_more(AgentId agent, MediaId media) const;
    bool serves(AgentId agent, const TargetView& target) const;
    bool serves(AgentId agent, const QueueView& queue) const;
    std::vector<ObjectId> ties_of(AgentId agent) const;
    void ties_changed(AgentId agent);
    void ties_of_all_changed();
    void tie(AgentId agent);
    void joined(AgentId agent, AgentGroupId group, bool is_member);
    void skilled(const SetAgentSkill& event);
    void presence_row(const AgentView& agent, ObjectId queue, std::size_t which, bool starts);
    void missed(const AgentView& agent, ActionIndex action, const Visit& visit, Duration duration);
    void work_after_call_ended(AgentId agent, Duration worked);

    void row(ObjectId object, const Visit& visit, ActionIndex action, Phase phase,
             Duration duration = {}, AgentId on = {}) {
        if (phase != Phase::occur || is_wanted(object, action)) {
            add_row(object, visit, action, phase, duration, on);
        }
    }
    void add_row(ObjectId object, const Visit& visit, ActionIndex action, Phase phase,
                 Duration duration, AgentId on);
    void row_of_agent(AgentId agent, const Visit& visit, ActionIndex action, Phase phase,
                      Duration duration = {});
    void row_of_channel(AgentId agent, MediaId media, ActionIndex action, Phase phase,
                        Duration duration = {});
    void row_of_channel(AgentId agent, MediaId media, ActionIndex action, Phase phase,
                        Duration duration, const ChannelFacts& facts);
    Visit& visit(InteractionId id) { return visits_[id.slot()]; }
    ObjectId agent_object(AgentId agent) const { return agents_[agent.value].object; }
    ChannelView& channel(AgentId agent, MediaId media);
    void listen();
    bool is_wanted(ObjectId object, ActionIndex action) const {
        return heard_[action] && (complete_ || statistics_->wanted(object, action));
    }

    // Attributes of rows, each with a reference for the row.
    static bool carries(Brings brings, Phase phase) {
        return brings != Brings::nothing && phase != Phase::end &&
               (brings == Brings::everything || phase != Phase::occur);
    }
    void attach(Visit& visit, std::string_view user_data);
    void forget_sets(const Visit& visit) {
        if (visit.id.slot() < attachments_.size()) [[unlikely]] {
            forget_sets_of(visit);
        }
    }
    void forget_sets_of(const Visit& visit);
    std::uint32_t attributes_of(const Visit& visit, AgentId on);
    std::uint32_t attributes_of_channel(AgentId agent, MediaId media, const ChannelFacts& facts);
    std::uint32_t kept_in(const Attachment& there, const Visit& visit, AgentId agent,
                          bool on_agent);
    std::uint32_t written(const Attachment& there, const Visit& visit, AgentId agent,
                          bool on_agent);
    template <class Write>
    std::uint32_t shared(const SharedKey& key, Write&& write);
    PlaceId place_of(AgentId agent) const;
    void say(std::string_view name, std::string_view value);
    void say_agent(AgentId agent);
    void say_tenant(bool is_voice);

    StatisticsEngine* statistics_;
    const Actions* actions_ = &all_actions();
    bool complete_;
    std::array<bool, action_count> heard_{};  // somebody counts it
    bool follows_presence_ = false;           // somebody counts who is present
    std::size_t objects_known_ = 0;
    AttributeWording wording_;
    Brings brings_;           // without user data and reasons
    Brings brings_lists_;     // with them
    bool names_connections_;  // for definitions; a log has a column for that
    Instant now_{0};
    std::vector<ActionRow>* rows_ = nullptr;
    std::vector<Visit> visits_;  // by slot
    std::map<std::uint64_t, CallView> calls_;
    ObjectId tenant_;
    std::optional<AgentId> touched_;  // whose channels the present event changes
    std::vector<AgentView> agents_;
    std::vector<QueueView> queues_;
    std::vector<MediaView> media_;
    std::vector<ObjectId> groups_;
    std::vector<std::string> skill_names_;
    std::vector<ObjectId> skill_groups_;
    std::vector<ObjectId> skill_queues_;
    std::vector<TargetView> targets_;
    std::vector<std::vector<TargetId>> lists_;
    std::vector<std::vector<ChannelView>> channels_;  // by agent, then media
    std::vector<std::string> places_;
    std::vector<std::string> workbins_;
    std::vector<Attachment> attachments_;  // by slot, while rows carry attributes
    // Sets that say nothing of one interaction, by what they say.
    std::map<SharedKey, std::uint32_t> shared_;
    std::vector<Attribute> said_;  // of the set that is being written
};

}  // namespace cordboard::stats
