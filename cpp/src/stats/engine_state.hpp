// SPDX-License-Identifier: Apache-2.0
// The state of the statistics engine and what moves it: objects.cpp (who there is and what is
// open), associations.cpp (who belongs to whom), rows.cpp (what happens), statuses.cpp (what it
// does to devices), settling.cpp (what follows when the instant is over), tallies.cpp and those
// beside it (what tallies hear of it), values.cpp (what it adds up to), explanation.cpp (what of).
#pragma once

#include <algorithm>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <cordboard/statistics.hpp>

#include "base/text_store.hpp"
#include "stats/attributes.hpp"
#include "stats/past.hpp"
#include "stats/records.hpp"

namespace cordboard::stats {

class EngineState {
  public:
    EngineState(std::vector<StatisticDefinition> definitions, StatisticsOptions options);

    std::uint32_t object(ObjectType type, std::string_view name);
    std::uint32_t find_object(ObjectType type, std::string_view name) const;
    const ObjectRecord& object_at(ObjectId object) const;
    base::TextStore& texts() { return texts_; }
    const base::TextStore& texts() const { return texts_; }
    bool reads_attributes() const { return attribute_readers_ > 0; }
    AttributeStore& attributes() { return attributes_; }
    const AttributeStore& attributes() const { return attributes_; }
    std::size_t object_count() const { return objects_.size(); }

    void set_member(ObjectId member, ObjectId group, bool is_member, Instant at, bool always);
    DefinitionIndex add_definition(StatisticDefinition definition, std::span<const Zone> zones,
                                   bool traced);
    const Catalogue& catalogue() const { return *catalogue_; }
    Opened open(ObjectId object, DefinitionIndex definition);
    void close(StatisticId statistic);
    std::vector<OpenStatistic> statistics() const;
    OpenStatistic open_statistic(StatisticId statistic) const;
    StatisticId find_statistic(ObjectId object, DefinitionIndex definition) const;
    const StatisticRecord& statistic_at(StatisticId statistic) const;

    void observe(std::span<const ActionRow> rows);
    void advance_to(Instant now);
    Instant now() const { return begun_ ? time_ : start_; }
    Instant next_reset() const { return next_reset_; }
    bool begun() const { return begun_; }

    double value(StatisticId statistic, Instant now) const;
    double closing_value(StatisticId statistic, Instant at) const;
    bool is_reset(StatisticId statistic) const;
    Instant next_reset(StatisticId statistic) const;
    void add_moved(const ActionRow& row, std::vector<StatisticId>& moved) const;
    StatisticId trace(StatisticId statistic, DefinitionIndex traced);
    Explanation explanation(StatisticId statistic) const;
    std::vector<StateNode> structure(StatisticId statistic) const;
    std::uint64_t structure_digest(StatisticId statistic) const;
    bool wanted(ActionIndex action) const { return listeners_[action] > 0; }
    bool wanted(ObjectId object, ActionIndex action) const;
    std::size_t statistic_bytes() const;

    Instant cut(Instant at) const;
    void begin();

    // The fields for save and restore, in engine_archive.cpp.
    template <class Archive, class Self>
    static void fields(Archive& archive, Self& self);

  private:
    // Statuses before this instant, or as they would be if it ended now.
    enum class View : std::uint8_t { settled, now };

    // objects.cpp
    void start_statistic(StatisticRecord& record);
    void replan(std::uint32_t object, std::vector<PlanEntry> entries, Instant opened);
    std::uint32_t plan_of(const std::vector<PlanEntry>& entries);
    void start_cell(std::uint32_t object, const Plan& plan, CellIndex cell, Instant opened,
                    std::uint64_t* cells) const;
    std::uint64_t level_of(std::uint32_t object, const CellSpec& spec) const;
    void count_listeners(std::uint32_t object, bool more);
    bool listens(std::uint32_t object, ActionIndex action) const;
    std::uint32_t take_block(std::size_t size);

    // associations.cpp
    std::uint32_t link(std::uint32_t member, std::uint32_t group, Instant joined);
    void unlink(std::uint32_t index);
    void move_elements(const Membership& membership, bool joins);
    void move_own(std::uint32_t below, std::uint32_t above, bool joins, Instant joined);
    std::uint32_t membership_of(std::uint32_t member, std::uint32_t group) const;

    // rows.cpp
    void pass_to(Instant at);
    [[noreturn]] void refuse(const ActionRow& row, std::size_t position) const;
    void apply(const ActionRow& row, Instant at, std::size_t position);
    std::uint32_t channel_of(const ActionRow& row) const;
    void start_durable(const ActionRow& row, Instant at, std::size_t position);
    void end_durable(const ActionRow& row);
    void update_durable(const ActionRow& row);
    void forget_update(std::uint32_t entry);
    void forget_attributes(const OpenAction& open);
    void replace_attributes(OpenAction& open, std::uint32_t attributes);
    void occur(const ActionRow& row, Instant at);
    void start_on(std::uint32_t object, std::uint32_t entry, Instant since);
    void end_on(std::uint32_t object, std::uint32_t entry, const OpenAction& open, Instant joined);
    void occur_on(std::uint32_t object, const ActionRow& row, Duration carried);
    void change_type(std::uint32_t entry, const ActionRow& row);
    void forget_on(std::uint32_t object, std::uint32_t entry, const OpenAction& open);
    template <class Visitor>
    void for_each_counting_above(std::uint32_t object, Visitor&& visit);
    void change_membership(const ActionRow& row, Instant at, std::size_t position);
    // foresight.cpp
    void expect(std::span<const ActionRow> rows, std::size_t position) const;
    void expect_object(const ActionRow& row) const;
    void expect_parts(const ActionRow& row) const;
    void expect_details(const ActionRow& row) const;
    void expect_changed_holder(std::size_t position) const;

    Touch touch(std::uint32_t object) {
        const ObjectRecord& record = objects_[object];
        return {cells_.data() + record.block, *plans_[record.plan], profile_starts_.data()};
    }

    // statuses.cpp, settling.cpp
    void enroll(std::uint32_t object);
    void date_statuses(Instant at);
    std::uint32_t own_device(std::uint32_t holder, DeviceKind kind, std::uint32_t media);
    std::uint32_t device_under(const OpenAction& open, DeviceKind kind);
    void device_starts(std::uint32_t entry);
    void device_ends(const OpenAction& open);
    void device_updates(const OpenAction& open);
    void hide_calls(Device& device, const OpenAction& hold, bool hidden);
    void count_status(Device& device, Status status, bool more);
    void mark_changed(std::uint32_t device);
    void mark_holder(std::uint32_t holder);
    void mark_group(std::uint32_t group);
    void settle();
    void change_run(StatusRun& run, std::uint32_t& past, StatusKey after);
    void settle_device(Device& device);
    void settle_holder(HolderRecord& holder);
    void settle_group(GroupRecord& group);
    void tell_holder(const HolderRecord& holder, StatusKey status);
    void tell_tenant(std::uint32_t tenant, Source source, const StatusRun& before, StatusKey after);
    void count_member(std::uint32_t group, StatusKey status, bool more);
    StatusKey device_status(const Device& device) const;
    StatusKey holder_status(const HolderRecord& holder) const;
    template <class KeyOf>
    StatusKey holder_status_by(const HolderRecord& holder, KeyOf&& key_of_device) const;
    StatusKey group_status(const GroupRecord& group) const;
    bool is_on(const OpenAction& open, const Device& device) const;
    std::uint32_t cause_of(const Device& device, Status status) const;
    bool began_before(const Device& one, Status of_one, const Device& other, Status of_other) const;
    // Statuses that nothing began have been there from the beginning, also before the first row.
    Instant present() const { return std::max(time_, origin_); }
    StatusRun run_now(const Device& device) const;
    StatusRun run_now(const HolderRecord& holder) const;
    StatusRun run_now(const GroupRecord& group) const;
    static StatusRun run_after(const StatusRun& before, StatusKey after, Instant at);

    // elements.hpp
    template <class Visitor>
    void for_each_above(std::uint32_t object, Visitor&& visit) const;
    template <class Visitor>
    void for_each_below(std::uint32_t object, Instant joined, Visitor&& visit) const;
    template <class Visitor>
    void for_each_change(const Device& device, StatusKey after, Visitor&& visit) const;
    template <class Visitor>
    void for_each_run(std::uint32_t object, Source source, View view, Visitor&& visit) const;
    template <class Visitor>
    void for_each_own(std::uint32_t object, Source source, Instant joined, View view,
                      Visitor&& visit) const;
    template <class Visitor>
    void for_each_counted(std::uint32_t object, Source source, Visitor&& visit) const;
    template <class Visitor>
    void for_each_open(std::uint32_t object, Source source, View view, Visitor&& visit) const;

    // tallies.cpp
    struct Bearing;
    template <class Visitor>
    void for_each_tally(std::uint32_t object, Source source, Visitor&& visit);
    template <class Visitor>
    void for_each_bearing(std::uint32_t object, Source source, Visitor&& visit) const;
    void roll(Tally& tally, const ReadDefinition& definition) const;
    ActionFacts facts_of(std::uint32_t object, ActionIndex action, CallType type,
                         std::uint32_t media, std::uint32_t attributes) const;
    ActionFacts facts_of(const OpenAction& open) const;
    Instant held_since(const Filter& filter, const OpenAction& open) const;
    ActionFacts facts_of_cause(std::uint32_t object, std::uint32_t cause) const;
    std::optional<double> custom_of(const ReadDefinition& definition, std::size_t counter,
                                    const ActionFacts& facts, ActionIndex action,
                                    Duration length) const;
    void tally_starts(std::uint32_t object, std::uint32_t entry, Instant since);
    void start_pieces(Tally& tally, const ReadDefinition& definition, std::uint32_t entry,
                      Instant since) const;
    void tally_ends(std::uint32_t object, std::uint32_t entry, const OpenAction& open,
                    Instant joined, Instant at);
    void tally_forgets(std::uint32_t object, std::uint32_t entry);
    void tally_occurs(std::uint32_t object, const ActionRow& row, Duration carried);
    void reconsider(Tally& tally, const ReadDefinition& definition, const Update& update,
                    Instant joined) const;
    void settle_updates();
    Bearing bearing_of(std::uint32_t index, const Device& device) const;
    Bearing bearing_of(std::uint32_t index, const HolderRecord& holder) const;
    std::optional<std::uint32_t> counted_name(const ReadDefinition& definition,
                                              const CounterSpec& spec,
                                              const Bearing& bearing) const;
    Instant counted_since(const ReadDefinition& definition, const CounterSpec& spec,
                          const Bearing& bearing) const;
    void begin_bearing(Tally& tally, const ReadDefinition& definition, std::size_t counter,
                       const Bearing& bearing, std::uint32_t name, Instant since) const;
    void end_bearing(Tally& tally, const ReadDefinition& definition, std::size_t counter,
                     const Bearing& bearing) const;
    void tell_bearing(Tally& tally, const ReadDefinition& definition, const Bearing& bearing) const;
    void find_bearing(Tally& tally, const ReadDefinition& definition, const Bearing& bearing,
                      Instant joined) const;
    void tell_object(std::uint32_t object);
    bool is_logged_in(std::uint32_t object) const;
    void tell_login(std::uint32_t object);
    void settle_tallies();
    void settle_group_tallies();
    void drop_bearings(std::uint32_t below, std::uint32_t above);
    void fill(Tally& tally, const ReadDefinition& definition) const;
    std::uint32_t add_tally(std::uint32_t object, DefinitionIndex definition);
    void remove_tally(std::uint32_t tally);
    void refill_tallies();
    bool counts(const ReadDefinition& definition, ActionIndex action) const;
    void count_listeners(const ReadDefinition& definition, std::uint32_t object, bool more);
    bool is_settled(const ReadDefinition& definition) const;
    Tally settled(const Tally& tally) const;
    std::optional<double> custom_now(const StatisticRecord& record, std::size_t counter,
                                     const Piece& piece, Instant now) const;
    double from_tally(const StatisticRecord& record, Instant left, Instant now) const;

    // structures.cpp
    std::uint64_t digest_of(const StateNode& node, std::uint64_t above) const;
    bool is_chosen(const ReadDefinition& definition, const Bearing& bearing) const;
    void show_status(const Bearing& bearing, StateNode& node) const;
    void show_action(const OpenAction& open, StateNode& node) const;
    void add_nodes(std::uint32_t object, const ReadDefinition& definition, std::uint8_t depth,
                   std::vector<StateNode>& nodes) const;
    void add_members(std::uint32_t object, const ReadDefinition& definition, std::uint8_t depth,
                     std::vector<StateNode>& nodes) const;
    void add_device(std::uint32_t index, const ReadDefinition& definition, std::uint8_t depth,
                    std::vector<StateNode>& nodes) const;
    bool belongs_to(const OpenAction& open, const Device& device) const;
    std::uint32_t media_of(const Device& device) const;
    std::int64_t interactions_on(const Device& device) const;
    void add_capacity(const Device& device, StateNode& node) const;
    void add_actions(std::uint32_t object, const ReadDefinition& definition, const Device* device,
                     std::uint8_t depth, std::vector<StateNode>& nodes) const;

    // values.cpp
    Instant interval_start(const ReadDefinition& definition, Instant now) const;
    std::vector<std::uint64_t> cells_now(std::uint32_t object) const;
    void add_changes(std::uint32_t object, const Touch& touch) const;
    void add_changes(const HolderRecord& holder, Instant joined, const Touch& touch) const;
    double value_from(const StatisticRecord& record, Instant left, Instant now) const;
    double from_cells(const StatisticRecord& record, Instant left, Instant now) const;
    Amounts open_amounts(const StatisticRecord& record, Instant now) const;

    std::shared_ptr<const Catalogue> catalogue_;
    Truncation truncation_;
    Instant start_;
    Instant time_ = long_ago;
    Instant origin_;  // since when what no row began has been so (D-8)
    bool begun_ = false;
    bool any_row_ = false;

    base::TextStore texts_;
    std::vector<std::uint32_t> first_of_name_;  // by text
    std::vector<ObjectRecord> objects_;
    std::vector<HolderRecord> holders_;
    std::vector<Device> devices_;
    std::vector<GroupRecord> groups_;
    std::vector<std::uint32_t> tenants_;
    std::vector<Membership> memberships_;
    std::vector<std::uint32_t> free_memberships_;
    std::vector<std::uint32_t> changed_devices_;  // of those that are objects
    std::vector<std::uint32_t> changed_holders_;
    std::vector<std::uint32_t> changed_groups_;
    Ledger ledger_;
    AttributeStore attributes_;
    PastAttributes past_attributes_;
    PastStatuses past_statuses_;
    std::uint32_t attribute_readers_ = 0;  // open statistics that look at attributes
    std::uint64_t row_ = 0;                // how many there were

    // Plans are never changed once made, so copies of an engine share them.
    std::vector<std::shared_ptr<const Plan>> plans_;
    std::vector<std::vector<PlanEntry>> plan_entries_;
    std::vector<std::uint64_t> cells_;
    std::vector<std::pair<std::uint32_t, std::uint32_t>> free_blocks_;  // size, block
    std::vector<TallyRecord> tallies_;
    std::vector<std::uint32_t> free_tallies_;
    std::vector<Update> updates_;
    std::vector<StatisticRecord> statistics_;
    std::vector<std::uint32_t> free_statistics_;
    std::vector<std::uint32_t> statistics_of_;  // by object: the first of its list
    std::vector<std::uint32_t> listeners_;      // by action: objects whose plan counts it
    std::uint32_t action_groups_ = 0;           // groups whose plan counts actions

    std::vector<Instant> profile_starts_;
    Instant next_reset_ = never;
};

}  // namespace cordboard::stats
