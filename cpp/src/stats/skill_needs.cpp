// SPDX-License-Identifier: Apache-2.0
#include "stats/skill_needs.hpp"

#include <algorithm>
#include <charconv>

#include "base/check.hpp"

namespace cordboard::stats {

class SkillNeedsReader {
  public:
    SkillNeedsReader(std::string_view text, const std::vector<std::string>& names,
                     SkillNeeds& needs)
        : rest_(text), names_(names), needs_(needs) {}

    void either() {
        both();
        while (take("|")) {
            both();
            needs_.steps_.push_back({'|', {}, 0});
        }
    }

  private:
    bool take(std::string_view sign) {
        rest_.remove_prefix(std::min(rest_.find_first_not_of(" \t"), rest_.size()));
        const bool is_next = rest_.starts_with(sign);
        rest_.remove_prefix(is_next ? sign.size() : 0);
        return is_next;
    }

    void both() {
        one();
        while (take("&")) {
            one();
            needs_.steps_.push_back({'&', {}, 0});
        }
    }

    void one() {
        if (take("~")) {
            one();
            needs_.steps_.push_back({'~', {}, 0});
        } else if (take("(")) {
            either();
            take(")");
        } else {
            level_of(skill());
        }
    }

    void level_of(SkillId skill) {
        struct Sign {
            std::string_view text;
            char sign;
        };
        constexpr Sign signs[] = {{">=", 'g'}, {"<=", 'l'}, {"!=", '!'}, {"<>", '!'},
                                  {">", '>'},  {"<", '<'},  {"=", '='}};
        SkillNeeds::Step step{'g', skill, 1};
        const auto* found = std::find_if(std::begin(signs), std::end(signs),
                                         [this](const Sign& sign) { return take(sign.text); });
        if (found != std::end(signs)) {
            take(" ");
            step.sign = found->sign;
            const auto* end = rest_.data() + rest_.size();
            const auto read = std::from_chars(rest_.data(), end, step.level);
            rest_.remove_prefix(static_cast<std::size_t>(read.ptr - rest_.data()));
        }
        needs_.steps_.push_back(step);
    }

    SkillId skill() {
        const bool is_quoted = take("\"");
        const std::size_t end = rest_.find_first_of(is_quoted ? "\"" : " \t|&~()<>=!\"");
        const auto at = std::find(names_.begin(), names_.end(), rest_.substr(0, end));
        CHECK(at != names_.end());
        rest_.remove_prefix(std::min(end, rest_.size()));
        take(is_quoted ? "\"" : "");
        const SkillId found{static_cast<std::uint32_t>(at - names_.begin())};
        if (std::find(needs_.skills_.begin(), needs_.skills_.end(), found) ==
            needs_.skills_.end()) {
            needs_.skills_.push_back(found);
        }
        return found;
    }

    std::string_view rest_;
    const std::vector<std::string>& names_;
    SkillNeeds& needs_;
};

SkillNeeds::SkillNeeds(std::string_view expression, const std::vector<std::string>& skill_names) {
    SkillNeedsReader(expression, skill_names, *this).either();
}

bool SkillNeeds::met_by(const std::vector<std::int32_t>& levels) const {
    std::vector<bool> results;
    const auto pop = [&results] {
        const bool last = results.back();
        results.pop_back();
        return last;
    };
    for (const Step& step : steps_) {
        if (step.sign == '~') {
            results.back() = !results.back();
        } else if (step.sign == '&' || step.sign == '|') {
            const bool right = pop();
            const bool left = pop();
            results.push_back(step.sign == '&' ? left && right : left || right);
        } else {
            const std::size_t at = step.skill.value;
            const std::int32_t level = at < levels.size() ? levels[at] : 0;
            const std::string_view holds = level < step.level    ? "<l!"
                                           : level == step.level ? "lg="
                                                                 : ">g!";
            results.push_back(holds.find(step.sign) != std::string_view::npos);
        }
    }
    return results.back();
}

}  // namespace cordboard::stats
