// SPDX-License-Identifier: Apache-2.0
// What a row costs the statistics engine: the rows of an M/M/50+M centre with one queue, one skill
// and fifty agents, and every definition of the owner's sample file open on what it is for.
#include <cstdint>
#include <deque>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>

#include <cordboard/statistics.hpp>

namespace cordboard {
namespace {

constexpr std::size_t agent_count = 50;

StatisticDefinition entry(StatisticTarget target, Subject subject, Category category,
                          std::string main_mask, std::string relative_mask = {}) {
    StatisticDefinition definition;
    definition.name = name_of(category);
    definition.target = target;
    definition.subject = subject;
    definition.category = category;
    definition.main_mask = std::move(main_mask);
    definition.relative_mask = std::move(relative_mask);
    return definition;
}

StatisticDefinition service_level(StatisticTarget target) {
    auto definition = entry(target, Subject::dn_action, Category::service_factor_1, "");
    definition.time_profile = "0:00+1:00";
    definition.time_range_left = 0;
    definition.time_range_right = 120;
    definition.time_range_left_2 = 0;
    definition.time_range_right_2 = 10;
    return definition;
}

// The entries of the sample file.
std::vector<StatisticDefinition> sample_definitions() {
    using enum Category;
    using enum StatisticTarget;
    constexpr auto action = Subject::dn_action;
    constexpr auto device = Subject::dn_status;
    constexpr auto person = Subject::agent_status;
    const std::string calls = "CallUnknown, CallConsult, CallInternal, CallOutbound, CallInbound";
    const std::string handling = calls + ", AfterCallWork";
    const std::string present = "*,~LoggedOut,~NotMonitored";
    return {
        entry(agent, device, current_target_state, "*"),
        entry(agent, action, current_state, "*"),
        entry(queue, action, total_number, "CallAnswered"),
        entry(queue, action, total_number, "CallAbandoned"),
        entry(queue, action, current_number, "CallWait"),
        entry(queue, action, current_max_time, "CallWait"),
        entry(queue, action, average_time, "CallWait", "CallWait"),
        entry(skill_agents, person, current_number, "AfterCallWork, NotReadyForNextCall"),
        entry(skill_agents, person, current_number, "WaitForNextCall"),
        entry(skill_agents, person, current_number, calls + ", CallRinging, CallDialing"),
        entry(skill_agents, person, current_number, present),
        entry(skill_agents, person, current_max_time, "WaitForNextCall"),
        entry(skill_agents, device, average_time, handling, calls),
        entry(agent, device, average_time, handling, calls),
        entry(agent, person, average_number_per_relative_hour, calls, present),
        entry(agent, action, total_number, "CallInbound"),
        entry(agent, action, total_number, "CallInternal"),
        entry(agent, action, total_number, "CallOutbound"),
        entry(agent, action, total_number, "CallConsult"),
        entry(agent, person, total_adjusted_time, "WaitForNextCall"),
        entry(agent, person, total_adjusted_time, "AfterCallWork"),
        entry(agent, action, total_adjusted_time, calls),
        entry(agent, action, total_adjusted_time, "CallOnHold"),
        service_level(queue),
        service_level(skill_queue),
    };
}

void open_all(StatisticsEngine& engine, ObjectId object, StatisticTarget declared) {
    for (std::size_t at = 0; at < engine.definition_count(); ++at) {
        const auto index = static_cast<DefinitionIndex>(at);
        if (applies(engine.definition(index).target, declared)) {
            engine.open(object, index);
        }
    }
}

// Plays calls one after another in the steady state: the queue keeps a few waiting, every answered
// call takes the agent who has been idle longest.
class Centre {
  public:
    Centre() : engine(sample_definitions(), {Instant{}, Truncation::none, {}}) {
        queue_ = engine.object(ObjectType::queue, "queue");
        const ObjectId team = engine.object(ObjectType::group_agents, "skill");
        open_all(engine, queue_, StatisticTarget::queue);
        open_all(engine, team, StatisticTarget::skill_agents);
        for (std::size_t at = 0; at < agent_count; ++at) {
            const ObjectId agent = engine.object(ObjectType::agent, std::to_string(at));
            engine.set_member(agent, team, true);
            open_all(engine, agent, StatisticTarget::agent);
            tell(agent, "LoggedIn", Phase::start, 0);
            tell(agent, "WaitForNextCall", Phase::start, 0);
            idle_.push_back(agent);
        }
        flush();
    }

    // One call: 14 rows, three changes of an agent's status.
    void call() {
        const std::uint64_t call = ++calls_;
        pass(1'250'000);
        tell(queue_, call_entered, Phase::occur, call);
        tell(queue_, call_wait, Phase::start, call);
        waiting_.push_back(call);
        if (waiting_.size() > 5) {
            ring(waiting_.front());
            waiting_.pop_front();
        }
        if (ringing_.size() > 2) {
            answer(ringing_.front());
            ringing_.pop_front();
        }
        if (talking_.size() > 40) {
            release(talking_.front());
            talking_.pop_front();
        }
    }

    void flush() {
        engine.observe(rows);
        rows.clear();
    }

    StatisticsEngine engine;
    std::vector<ActionRow> rows;

  private:
    struct Talk {
        std::uint64_t call = 0;
        ObjectId agent;
    };

    void ring(std::uint64_t call) {
        pass(1);
        const ObjectId agent = idle_.front();
        idle_.pop_front();
        tell(queue_, call_wait, Phase::end, call);
        tell(queue_, call_distributed, Phase::occur, call, seconds(6));
        tell(agent, call_ringing, Phase::start, call);
        tell(agent, call_ringing_started, Phase::occur, call);
        ringing_.push_back({call, agent});
    }

    void answer(const Talk& talk) {
        pass(1);
        tell(talk.agent, call_ringing, Phase::end, talk.call);
        tell(talk.agent, call_answered, Phase::occur, talk.call, seconds(3));
        tell(queue_, queue_answered, Phase::occur, talk.call, seconds(9));
        tell(talk.agent, call_inbound, Phase::start, talk.call);
        tell(talk.agent, call_inbound_started, Phase::occur, talk.call);
        talking_.push_back(talk);
    }

    void release(const Talk& talk) {
        pass(1);
        tell(talk.agent, call_inbound, Phase::end, talk.call);
        tell(talk.agent, call_inbound_completed, Phase::occur, talk.call, seconds(60));
        tell(queue_, call_released, Phase::occur, talk.call, seconds(60));
        idle_.push_back(talk.agent);
    }

    void pass(std::int64_t microseconds) { now_.microseconds += microseconds; }

    void tell(ObjectId object, ActionIndex action, Phase phase, std::uint64_t call,
              Duration duration = {}) {
        ActionRow row;
        row.time = now_;
        row.duration = duration;
        row.interaction = call;
        row.object = object;
        row.action = action;
        row.phase = phase;
        rows.push_back(row);
    }
    void tell(ObjectId object, std::string_view action, Phase phase, std::uint64_t call) {
        tell(object, of_agent(action), phase, call);
    }

    static ActionIndex of_agent(std::string_view name) {
        return action_named(name, ObjectType::agent)->action;
    }
    static ActionIndex of_queue(std::string_view name) {
        return action_named(name, ObjectType::queue)->action;
    }

    const ActionIndex call_entered = of_queue("CallEntered");
    const ActionIndex call_wait = of_queue("CallWait");
    const ActionIndex call_distributed = of_queue("CallDistributed");
    const ActionIndex queue_answered = of_queue("CallAnswered");
    const ActionIndex call_released = of_queue("CallReleased");
    const ActionIndex call_ringing = of_agent("CallRinging");
    const ActionIndex call_ringing_started = of_agent("CallRingingStarted");
    const ActionIndex call_answered = of_agent("CallAnswered");
    const ActionIndex call_inbound = of_agent("CallInbound");
    const ActionIndex call_inbound_started = of_agent("CallInboundStarted");
    const ActionIndex call_inbound_completed = of_agent("CallInboundCompleted");

    ObjectId queue_;
    Instant now_;
    std::uint64_t calls_ = 0;
    std::deque<ObjectId> idle_;
    std::deque<std::uint64_t> waiting_;
    std::deque<Talk> ringing_;
    std::deque<Talk> talking_;
};

void rows_of_calls(benchmark::State& state) {
    Centre centre;
    constexpr std::size_t calls = 10'000;
    std::int64_t rows = 0;
    for (auto _ : state) {
        state.PauseTiming();
        for (std::size_t call = 0; call < calls; ++call) {
            centre.call();
        }
        rows += static_cast<std::int64_t>(centre.rows.size());
        state.ResumeTiming();
        centre.flush();
    }
    state.SetItemsProcessed(rows);
    state.counters["calls"] =
        benchmark::Counter(static_cast<double>(calls) * static_cast<double>(state.iterations()),
                           benchmark::Counter::kIsRate);
}
BENCHMARK(rows_of_calls);
// For callgrind.py, which needs a number of iterations that no clock decides.
BENCHMARK(rows_of_calls)->Name("rows_of_calls_fixed")->Iterations(20);

void values_of_all_statistics(benchmark::State& state) {
    Centre centre;
    for (std::size_t call = 0; call < 1'000; ++call) {
        centre.call();
    }
    centre.flush();
    const std::vector<OpenStatistic> open = centre.engine.statistics();
    for (auto _ : state) {
        double sum = 0.0;
        for (const OpenStatistic& statistic : open) {
            sum +=
                centre.engine.is_structure(statistic.id) ? 0.0 : centre.engine.value(statistic.id);
        }
        benchmark::DoNotOptimize(sum);
    }
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(open.size()));
    state.counters["bytes_each"] =
        static_cast<double>(centre.engine.statistic_bytes()) / static_cast<double>(open.size());
}
BENCHMARK(values_of_all_statistics);

void copy_of_the_engine(benchmark::State& state) {
    const Centre centre;
    for (auto _ : state) {
        const StatisticsEngine copy(centre.engine);
        benchmark::DoNotOptimize(copy.now());
    }
}
BENCHMARK(copy_of_the_engine);

}  // namespace
}  // namespace cordboard

BENCHMARK_MAIN();
