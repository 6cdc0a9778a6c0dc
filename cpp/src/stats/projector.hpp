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
// skill is tied to that queue: his presence is an action there, and so is the work that he does for
// others (1.2, choice for the engine).
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <cordboard/events.hpp>
#include <cordboard/media_set.hpp>
#include <cordboard/statistics.hpp>

namespace cordboard::stats {

// How the objects of a skill are called: its group of agents and its virtual queue.
std::string skill_object_name(std::string_view skill);

class Projector {
  public:
    // Interns its objects in `statistics`, which outlives it. With `complete`, every row is made;
    // else momentary rows that no open statistic counts are left out.
    explicit Projector(StatisticsEngine& statistics, bool complete);

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

    struct Actions;
    static const Actions& actions();

    // What is known of an interaction that is alive.
    struct Visit {
        InteractionId id;
        MediaId media;
        QueueId queue;
        CallType type = CallType::inbound;
        bool waiting = false;
        bool handed_over = false;
        bool is_voice = false;
        bool attended = false;  // an agent is a party of it
        bool answered = false;  // some agent has accepted it
        Instant created{0};
        Instant entered{0};
        Instant unattended{0};  // since when no agent is a party of it
        Duration waited;        // when it was distributed
        Instant invited_at{0};
        Instant accepted_at{0};
        AgentId invited;
        AgentId owner;
        // The skills whose virtual queues it is in, or from which it was distributed.
        std::vector<SkillId> skills;
    };

    struct ChannelView {
        bool open = false;
        Instant opened{0};
        bool do_not_disturb = false;
        ChannelState state = ChannelState::logout;
        WorkMode work_mode = WorkMode::none;
        std::uint32_t calls = 0;
        std::uint32_t offers = 0;
        std::uint32_t capacity = 1;
        std::optional<bool> routable;  // as last reported
        // The one durable state action that runs: an index into Actions, 0 for none.
        ActionIndex running = 0;
        bool runs = false;
        Instant since{0};  // when it began
    };

    // What an agent did last, for the work that follows it.
    struct LastCall {
        InteractionId id;
        QueueId queue;
        CallType type = CallType::unknown;
        std::vector<SkillId> skills;
    };
    struct AgentView {
        ObjectId object;
        std::vector<SkillId> skills;
        Presence present{};
        LastCall last;
    };

    struct QueueView {
        ObjectId calls;         // Queue, RoutePoint or VirtualQueue
        ObjectId interactions;  // StagingArea, for other media than voice
        MediaId media;
    };

    struct MediaView {
        std::uint32_t text = 0;
        bool is_voice = false;
        bool alone = false;
        bool beside_any = true;
        MediaSet beside;
    };

    void project(const Event& event, const Arena& texts);
    void project_directory(const Event& event, const Arena& texts);
    void project_objects(const Event& event, const Arena& texts);
    void session_started(const ContactCenterSessionStarted& event);
    void session_ended(const ContactCenterSessionEnded& event);
    void disturbed(const DoNotDisturbChanged& event);
    void add_queue(const QueueCreated& event, const Arena& texts);
    void add_target(const TargetCreated& event, const Arena& texts);
    void created(const InteractionCreated& event);
    void queued(const InteractionQueued& event);
    void widened(const RoutingWidened& event);
    void invited(const InteractionInvited& event);
    void accepted(const InteractionAccepted& event);
    void let_go(InteractionId id, AgentId agent, bool rejected);
    void revoked(const InteractionRevoked& event);
    void transferred(const InteractionTransferred& event);
    void placed(const InteractionPlacedInQueue& event);
    void completed(const InteractionCompleted& event);
    void state_changed(const AgentStateChanged& event);

    void begin_wait(Visit& visit);
    void end_wait(Visit& visit, ActionIndex call_outcome,
                  std::optional<ActionIndex> interaction_outcome);
    void abandoned_offer(Visit& visit);
    void distribute(Visit& visit, TargetId target);
    void end_offer(Visit& visit, ActionIndex call_outcome, ActionIndex media_outcome);
    void on_queues(const Visit& visit, ActionIndex call_action, Duration duration);
    void end_handling(Visit& visit, bool finished);
    void show_state(AgentId agent, MediaId media);
    void enter_skills(Visit& visit, TargetListId targets);

    // Rows of an interaction of other media than voice on its tenant.
    void tenant_row(const Visit& visit, ActionIndex action, Phase phase, Duration duration = {});
    void tenant_created(Visit& visit);
    void tenant_accepted(Visit& visit, Duration offered);
    void tenant_released(const Visit& visit);
    void tenant_unattended(Visit& visit);
    void tenant_completed(Visit& visit, bool by_customer);

    // What follows from all channels of an agent together.
    void show_presence(AgentId agent);
    void show_capacity(AgentId agent);
    Presence presence_of(AgentId agent) const;
    bool has_room(AgentId agent, MediaId media) const;
    void tie(AgentId agent, SkillId skill, bool is_tied);
    void presence_row(const AgentView& agent, SkillId skill, std::size_t which, bool starts);
    void missed(const AgentView& agent, const std::vector<SkillId>& served, ActionIndex action,
                const Visit& visit, Duration duration);
    void work_after_call_ended(AgentId agent, Duration worked);

    void row(ObjectId object, const Visit& visit, ActionIndex action, Phase phase,
             Duration duration = {});
    void row_of_channel(AgentId agent, MediaId media, ActionIndex action, Phase phase,
                        Duration duration = {});
    Visit& visit(InteractionId id) { return visits_[id.slot()]; }
    ObjectId agent_object(AgentId agent) const { return agents_[agent.value].object; }
    ChannelView& channel(AgentId agent, MediaId media);
    bool is_wanted(ObjectId object, ActionIndex action) const;
    std::vector<SkillId> skills_named(std::string_view expression) const;

    StatisticsEngine* statistics_;
    bool complete_;
    Instant now_{0};
    std::vector<ActionRow>* rows_ = nullptr;
    std::vector<Visit> visits_;  // by slot
    ObjectId tenant_;
    std::optional<AgentId> touched_;  // whose channels the present event changes
    std::vector<AgentView> agents_;
    std::vector<QueueView> queues_;
    std::vector<MediaView> media_;
    std::vector<ObjectId> groups_;
    std::vector<std::string> skill_names_;
    std::vector<ObjectId> skill_groups_;
    std::vector<ObjectId> skill_queues_;
    std::vector<std::vector<SkillId>> target_skills_;
    std::vector<std::vector<TargetId>> lists_;
    std::vector<std::vector<ChannelView>> channels_;  // by agent, then media
};

}  // namespace cordboard::stats
