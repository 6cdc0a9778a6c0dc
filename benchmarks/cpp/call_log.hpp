// SPDX-License-Identifier: Apache-2.0
// A made-up call log of a centre of any size as a table of actions, and an engine that has the
// sample file's definitions open on its agents, fifty queues and a hundred skills. Whatever the
// number of agents, a call has the same sixteen rows and an agent is as busy.
#pragma once

#include <cstdint>
#include <deque>
#include <fstream>
#include <memory>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <cordboard/columns.hpp>
#include <cordboard/statistics.hpp>

#include "codec/statistics_reader.hpp"
#include "feed/log_engine.hpp"

namespace cordboard::benchmarks {

constexpr std::uint32_t queue_count = 50;
constexpr std::uint32_t skill_count = 100;
constexpr Instant log_start = Instant{} + hours(8);

inline std::vector<StatisticDefinition> sample_definitions() {
    std::ifstream file(CORDBOARD_STATISTICS);
    std::stringstream text;
    text << file.rdbuf();
    return codec::read_statistics(text.str(), CORDBOARD_STATISTICS, {}).definitions;
}

inline std::vector<feed::DeclaredObject> objects_of(std::uint32_t agents) {
    const auto skill = [](std::uint32_t number) { return "skill" + std::to_string(number); };
    std::vector<feed::DeclaredObject> objects;
    for (std::uint32_t at = 0; at < agents; ++at) {
        objects.push_back(
            {"AGENT",
             "agent" + std::to_string(at),
             {skill(at % skill_count), skill((at / skill_count + 7 * at + 1) % skill_count)},
             ""});
    }
    for (std::uint32_t at = 0; at < queue_count; ++at) {
        objects.push_back({"QUEUE", "queue" + std::to_string(at), {}, ""});
    }
    for (std::uint32_t at = 0; at < skill_count; ++at) {
        objects.push_back({"SKILL_AG", skill(at), {}, ""});
        objects.push_back({"SKILL_Q", skill(at), {}, ""});
    }
    return objects;
}

inline feed::LogEngine log_engine(std::uint32_t agents,
                                  std::vector<StatisticDefinition> definitions) {
    return {std::move(definitions), {log_start, Truncation::seconds, {}}, objects_of(agents)};
}

// Calls one after another in the steady state. Agents are taken and let go in a random order.
class CallLog {
  public:
    explicit CallLog(std::uint32_t agents) : agents_(agents) {
        for (std::uint32_t agent = 0; agent < agents; ++agent) {
            idle_.push_back({0, agent, 0});
        }
    }

    // Everybody logs in, and as many calls as keep the agents busy.
    std::shared_ptr<const columns::Table> opening() {
        const Writing writing(*this);
        for (std::uint32_t agent = 0; agent < agents_; ++agent) {
            tell_agent({0, agent, 0}, "LoggedIn", "start");
            tell_agent({0, agent, 0}, "WaitForNextCall", "start");
        }
        for (std::uint32_t call = 0; call < 2 * agents_; ++call) {
            pass();
        }
        return builder_->finish();
    }

    std::shared_ptr<const columns::Table> calls(std::size_t count) {
        const Writing writing(*this);
        for (std::size_t call = 0; call < count; ++call) {
            pass();
        }
        return builder_->finish();
    }

  private:
    struct Call {
        std::uint64_t number = 0;
        std::uint32_t agent = 0;
        std::uint32_t queue = 0;
    };
    enum : std::size_t { time, object_type, object, action, phase, duration, interaction, media };

    struct Writing {
        explicit Writing(CallLog& log) {
            using columns::Type;
            log.builder_ = std::make_unique<columns::Builder>(
                std::vector<columns::ColumnSchema>{{"time", Type::instant},
                                                   {"object_type", Type::word},
                                                   {"object", Type::word},
                                                   {"action", Type::word},
                                                   {"phase", Type::word},
                                                   {"duration", Type::integer},
                                                   {"interaction", Type::word},
                                                   {"media", Type::word}},
                1 << 16);
        }
    };

    // A call comes in, and others go on.
    void pass() {
        now_.microseconds += 250'000'000 / agents_ + 1;
        const Call call{++calls_, 0, next_random(queue_count)};
        tell_queue(call, "CallEntered", "occur");
        tell_queue(call, "CallWait", "start");
        waiting_.push_back(call);
        if (waiting_.size() > 20 && !idle_.empty()) {
            ring();
        }
        if (ringing_.size() > agents_ / 50) {
            answer(taken(ringing_));
        }
        if (talking_.size() > agents_ * 7 / 10) {
            release(taken(talking_));
        }
        if (wrapping_.size() > agents_ / 10) {
            const Call done = taken(wrapping_);
            tell_agent(done, "AfterCallWork", "end");
            idle_.push_back(done);
        }
    }

    void ring() {
        Call call = waiting_.front();
        waiting_.pop_front();
        call.agent = taken(idle_).agent;
        tell_queue(call, "CallWait", "end");
        tell_queue(call, "CallDistributed", "occur", seconds(6));
        tell_agent(call, "CallRinging", "start");
        tell_agent(call, "CallRingingStarted", "occur");
        ringing_.push_back(call);
    }

    void answer(const Call& call) {
        tell_queue(call, "CallAnswered", "occur", seconds(9));
        tell_agent(call, "CallRinging", "end");
        tell_agent(call, "CallAnswered", "occur", seconds(3));
        tell_agent(call, "CallInbound", "start");
        tell_agent(call, "CallInboundStarted", "occur");
        talking_.push_back(call);
    }

    void release(const Call& call) {
        tell_queue(call, "CallReleased", "occur", seconds(180));
        tell_agent(call, "CallInbound", "end");
        tell_agent(call, "CallInboundCompleted", "occur", seconds(180));
        tell_agent(call, "AfterCallWork", "start");
        wrapping_.push_back(call);
    }

    Call taken(std::vector<Call>& calls) {
        std::swap(calls[next_random(static_cast<std::uint32_t>(calls.size()))], calls.back());
        const Call call = calls.back();
        calls.pop_back();
        return call;
    }

    std::uint32_t next_random(std::uint32_t below) {
        random_ = random_ * 6364136223846793005U + 1442695040888963407U;
        return static_cast<std::uint32_t>((random_ >> 33) % below);
    }

    void tell_agent(const Call& call, std::string_view name, std::string_view when,
                    Duration lasted = {}) {
        builder_->set_word(object_type, "Agent");
        builder_->set_word(object, "agent" + std::to_string(call.agent));
        tell(call, name, when, lasted);
    }
    void tell_queue(const Call& call, std::string_view name, std::string_view when,
                    Duration lasted = {}) {
        builder_->set_word(object_type, "Queue");
        builder_->set_word(object, "queue" + std::to_string(call.queue));
        tell(call, name, when, lasted);
    }
    void tell(const Call& call, std::string_view name, std::string_view when, Duration lasted) {
        builder_->set_instant(time, log_start + now_);
        builder_->set_word(action, name);
        builder_->set_word(phase, when);
        if (lasted.microseconds > 0) {
            builder_->set_integer(duration, lasted.microseconds);
        }
        if (call.number > 0) {
            builder_->set_word(interaction, "0123456789AB" + std::to_string(call.number));
        }
        builder_->set_word(media, "voice");
        builder_->end_row();
    }

    std::uint32_t agents_;
    Duration now_;
    std::uint64_t calls_ = 0;
    std::uint64_t random_ = 1;
    std::vector<Call> idle_;
    std::deque<Call> waiting_;
    std::vector<Call> ringing_;
    std::vector<Call> talking_;
    std::vector<Call> wrapping_;
    std::unique_ptr<columns::Builder> builder_;
};

using Tables = std::vector<std::shared_ptr<const columns::Table>>;

// One feed, as StatisticsEngine.feed() of Python does it. Its name is what growth.py counts.
[[gnu::noinline]] inline void feed_tables(feed::LogEngine& log, const Tables& tables) {
    log.begin_feed({});
    for (const auto& table : tables) {
        ArrowArrayStream* stream = columns::new_stream(table);
        log.feed(stream);
        columns::drop_stream(stream);
    }
    log.commit_feed();
}

}  // namespace cordboard::benchmarks
