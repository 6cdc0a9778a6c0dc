// SPDX-License-Identifier: Apache-2.0
#include "codec/model_shifts.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace cordboard::codec {

namespace {

using Optional = std::optional<Reader>;

constexpr Duration day = hours(24);
constexpr std::size_t events_most = 20'000'000;

struct Span {
    Instant from;
    Instant to;
};

struct Stay {
    Span span;
    std::vector<Span> breaks;
    const Reader* row = nullptr;
};

// The times of one row by the clock, counted from the midnight before it begins.
struct ClockSpan {
    Duration from;
    Duration to;
};

struct Shift {
    ClockSpan span;
    std::vector<ClockSpan> breaks;
};

// From `from` to `to`, through midnight where `to` is the earlier.
ClockSpan read_span(Reader reader, Fields& fields) {
    ClockSpan span{fields.required("from").as_time_of_day(),
                   fields.required("to").as_time_of_day()};
    if (span.from == span.to) {
        reader.refuse("from and to are the same time", "a whole day is \"00:00\" to \"24:00\"");
    }
    if (span.to < span.from) {
        span.to += day;
    }
    return span;
}

Shift read_shift(Reader row, Fields& fields) {
    Shift shift{read_span(row, fields), {}};
    const Optional breaks = fields.optional("breaks");
    fields.finish();
    if (!breaks) {
        return shift;
    }
    for (const Reader one : breaks->as_list()) {
        Fields times = one.as_mapping();
        ClockSpan pause = read_span(one, times);
        times.finish();
        if (pause.from < shift.span.from) {
            pause = {pause.from + day, pause.to + day};
        }
        if (pause.to > shift.span.to) {
            one.refuse("the break does not lie within its shift");
        }
        if (!shift.breaks.empty() && pause.from < shift.breaks.back().to) {
            one.refuse("the break begins before the one before it has ended",
                       "write breaks in order and apart");
        }
        shift.breaks.push_back(pause);
    }
    return shift;
}

Duration midnight_before(Duration local) {
    const std::int64_t days = local.microseconds / day.microseconds;
    const bool rounds_up = local.microseconds % day.microseconds < 0;
    return day * (rounds_up ? days - 1 : days);
}

// Every day's stay of which a part lies between start and end.
void add_stays(std::vector<Stay>& stays, const Shift& shift, const Reader& row,
               const ZoneTable& zone, Span run) {
    const Duration last = zone.local_of(run.to);
    for (Duration midnight = midnight_before(zone.local_of(run.from)) - day * 2; midnight <= last;
         midnight += day) {
        Stay stay;
        stay.span = {zone.instant_of(midnight + shift.span.from),
                     zone.instant_of(midnight + shift.span.to)};
        stay.row = &row;
        if (stay.span.to <= run.from || stay.span.from >= run.to ||
            stay.span.from >= stay.span.to) {
            continue;
        }
        for (const ClockSpan& pause : shift.breaks) {
            const Span taken{zone.instant_of(midnight + pause.from),
                             zone.instant_of(midnight + pause.to)};
            if (taken.from < taken.to) {
                stay.breaks.push_back(taken);
            }
        }
        stays.push_back(std::move(stay));
    }
}

class ShiftBook {
  public:
    ShiftBook(const CenterDraft& draft, Span run) : draft_(draft), run_(run) {}

    void add(AgentId agent, std::vector<const Stay*> stays);
    std::vector<sim::ShiftEvent> sorted();

  private:
    void say(Instant at, AgentId agent, sim::ShiftChange change) {
        events_.push_back({std::max(at, run_.from), agent, change});
    }

    const CenterDraft& draft_;
    Span run_;
    std::vector<sim::ShiftEvent> events_;
};

void ShiftBook::add(AgentId agent, std::vector<const Stay*> stays) {
    if (stays.empty()) {
        events_.push_back({never, agent, sim::ShiftChange::begin});
    }
    std::sort(stays.begin(), stays.end(),
              [](const Stay* a, const Stay* b) { return a->span.from < b->span.from; });
    for (std::size_t i = 0; i < stays.size(); ++i) {
        const Stay& stay = *stays[i];
        if (i > 0 && stay.span.from < stays[i - 1]->span.to) {
            stay.row->refuse("the agent " + quoted(draft_.agents.name(agent.value)) +
                                 " has another shift at the same time, in line " +
                                 std::to_string(stays[i - 1]->row->node().position().line),
                             "let the shifts of an agent follow one another");
        }
        // One shift that follows another without a gap continues it.
        if (i == 0 || stay.span.from != stays[i - 1]->span.to) {
            say(stay.span.from, agent, sim::ShiftChange::begin);
        }
        for (const Span& pause : stay.breaks) {
            if (pause.to > run_.from) {
                say(pause.from, agent, sim::ShiftChange::break_begin);
                say(pause.to, agent, sim::ShiftChange::break_end);
            }
        }
        if (i + 1 == stays.size() || stays[i + 1]->span.from != stay.span.to) {
            say(stay.span.to, agent, sim::ShiftChange::end);
        }
        if (events_.size() > events_most) {
            stay.row->refuse("the run has more than " + std::to_string(events_most) +
                                 " beginnings and ends of shifts and breaks",
                             "shorten its duration");
        }
    }
}

std::vector<sim::ShiftEvent> ShiftBook::sorted() {
    std::stable_sort(events_.begin(), events_.end(),
                     [](const sim::ShiftEvent& a, const sim::ShiftEvent& b) {
                         return std::pair(a.at, a.agent) < std::pair(b.at, b.agent);
                     });
    return std::move(events_);
}

}  // namespace

std::vector<sim::ShiftEvent> read_shifts(const CenterDraft& draft, const Rows& rows,
                                         const ZoneTable& zone, Instant start, Instant end) {
    const Span run{start, end};
    std::vector<std::vector<Stay>> stays(rows.size());
    std::vector<std::vector<const Stay*>> stays_of(draft.agents.size());
    std::vector<bool> has_shift(draft.agents.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        Fields fields = rows[i].as_mapping();
        const Optional group = fields.optional("agent_group");
        const Optional agent = fields.optional("agent");
        if (group.has_value() == agent.has_value()) {
            rows[i].refuse("expected one of agent_group, agent", "say whose shift it is");
        }
        std::vector<AgentId> members;
        if (group) {
            members = draft.members[draft.agent_groups.resolve(*group).value];
        } else {
            const AgentRange range = draft.agents_of(*agent);
            for (std::uint32_t n = 0; n < range.count; ++n) {
                members.push_back({range.first + n});
            }
        }
        add_stays(stays[i], read_shift(rows[i], fields), rows[i], zone, run);
        for (const AgentId member : members) {
            has_shift[member.value] = true;
            for (const Stay& stay : stays[i]) {
                stays_of[member.value].push_back(&stay);
            }
        }
    }
    ShiftBook book(draft, run);
    for (std::uint32_t i = 0; i < stays_of.size(); ++i) {
        if (!draft.takes_interactions[i]) {
            book.add({i}, {});
        } else if (has_shift[i]) {
            book.add({i}, std::move(stays_of[i]));
        }
    }
    return book.sorted();
}

}  // namespace cordboard::codec
