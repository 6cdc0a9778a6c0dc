// SPDX-License-Identifier: Apache-2.0
// What an engine was told lately, so that it can be told again: to somebody who notes the messages
// that clients got, or who asks what makes up a value. Remembering costs a copy of each row;
// answering plays the rows on a copy of the engine as it was at their beginning.
//
// Rows are remembered in two stretches. When the later one is half of what may be remembered, the
// earlier one is forgotten and both move up; so between half and all of the limit is there.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include <cordboard/statistics.hpp>

#include "stats/attributes.hpp"
#include "stats/notifier.hpp"

namespace cordboard::feed {

class Recollection {
  public:
    explicit Recollection(std::size_t limit) : limit_(limit) {}

    // Forgets everything; what comes is remembered on top of this engine.
    void begin(const StatisticsEngine& engine);
    // The same with an engine whose past nobody remembers.
    void resume(const StatisticsEngine& engine);

    // Before the engine observes them.
    void observe(const StatisticsEngine& engine, std::span<const ActionRow> rows);
    void advance_to(Instant now);
    void opened(ObjectId object, DefinitionIndex definition);
    void closed(ObjectId object, DefinitionIndex definition);

    // Is given messages in the order in which they were sent, piece by piece.
    using Outlet = std::function<void(std::vector<stats::Notification>)>;

    // A feed that may be undone. The outlet, unless it is empty, is given the messages that are
    // forgotten with the feed, while it goes on and the last of them with commit_feed(); what it
    // throws leaves the feed to be undone.
    void begin_feed(Outlet outlet);
    void undo_feed();
    void commit_feed(const StatisticsEngine& engine);

    // Since when everything is remembered; none: since the beginning of the engine.
    std::optional<Instant> since() const { return since_; }

    // The messages of all statistics, or of one alone.
    using Only = std::optional<std::pair<ObjectId, DefinitionIndex>>;
    void tell(const StatisticsEngine& present, const Only& only, const Outlet& outlet) const;
    // Of an open statistic that is no structure.
    Explanation explain(const StatisticsEngine& present, ObjectId object,
                        DefinitionIndex definition) const;

  private:
    enum class Kind : std::uint8_t { advance, open, close };
    struct Step {
        Kind kind = Kind::advance;
        std::size_t row = 0;  // before which it happened
        Instant at;
        ObjectId object;
        DefinitionIndex definition = 0;
    };
    struct Stretch {
        std::shared_ptr<StatisticsEngine> base;
        // The same with all that was told before, where somebody was told it.
        std::shared_ptr<const stats::Notifier> told;
        std::vector<ActionRow> rows;
        stats::AttributeStore attributes;
        std::vector<Step> steps;
    };
    using Past = std::shared_ptr<Stretch>;
    // As it was when the feed began.
    struct Before {
        std::size_t rows = 0;
        std::size_t steps = 0;
        // Only where stretches have moved up since.
        struct Stretches {
            Past earlier;
            Past later;  // which has grown since
            std::optional<Instant> since;
        };
        std::optional<Stretches> moved;
    };

    bool remembers() const { return limit_ > 0 || outlet_ != nullptr; }
    void add(const Step& step);
    void move_up(const StatisticsEngine& engine);
    void shift(const StatisticsEngine& engine);
    void tell_earlier(const StatisticsEngine& engine);
    static stats::Notifier notifier_of(const Stretch& stretch, const StatisticsEngine& present);
    static void cut(Stretch& stretch, const Before& before);
    template <class Player>
    static void play(const Stretch& stretch, Player& player);
    std::vector<const Stretch*> stretches() const;

    std::size_t limit_;
    Past earlier_;
    Stretch later_;
    std::optional<Instant> since_;
    Before before_;
    Outlet outlet_;                               // of the present feed
    std::vector<stats::Notification> forgotten_;  // with it, less than a piece
};

}  // namespace cordboard::feed
