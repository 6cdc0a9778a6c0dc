// SPDX-License-Identifier: Apache-2.0
// Single settings and their bounds, groups of settings and their keys.
#include <cordboard/settings.hpp>

#include "support/center_builder.hpp"

namespace cordboard::test {
namespace {

using Entries = std::vector<std::pair<std::string, std::string>>;

std::string text_value(std::string_view text) {
    std::string bytes = "s";
    value::append_count(bytes, static_cast<std::uint32_t>(text.size()));
    return bytes.append(text);
}

std::string object_of(const Entries& entries) {
    std::string bytes = "{";
    value::append_count(bytes, static_cast<std::uint32_t>(entries.size()));
    for (const auto& [key, one] : entries) {
        value::append_count(bytes, static_cast<std::uint32_t>(key.size()));
        bytes += key + one;
    }
    return bytes;
}

class SettingsOfACenter : public testing::Test {
  protected:
    Center center_;

    ValueText object(const Entries& entries) { return center_.arena.add_value(object_of(entries)); }
    CreateSettingsGroup group(std::string_view name, std::string_view key = "name") {
        return {center_.text(name), center_.text("shown"), center_.text(key)};
    }
    const std::vector<std::string>& kept(std::uint32_t id) {
        return center_.state().directory.settings_groups[id].settings;
    }
};

TEST_F(SettingsOfACenter, SingleOnesHaveBounds) {
    const auto set = [&](CenterSetting setting, std::string_view value) {
        return SetCenterSetting{setting, center_.text(value)};
    };
    center_.must(set(CenterSetting::country_code, "DE"));
    EXPECT_REFUSED(center_, set(CenterSetting::country_code, "DEU"), Reason::invalid_value,
                   "value");
    EXPECT_REFUSED(center_, set(CenterSetting::country_name, ""), Reason::missing_value, "value");
    for (const char* wrong : {"0", "101", "x", "5x", "1.5"}) {
        EXPECT_REFUSED(center_, set(CenterSetting::target_service_level, wrong),
                       Reason::out_of_range, "value");
    }
    center_.must(set(CenterSetting::target_service_level, "1"))
        .must(set(CenterSetting::target_service_level, "100"));
    EXPECT_REFUSED(center_, set(CenterSetting::service_level_interval, "0"), Reason::out_of_range,
                   "value");
    center_.must(set(CenterSetting::service_level_interval, "1"));
    EXPECT_EQ(center_.state().texts.view(center_.state().settings.center[4]), "100");
}

TEST_F(SettingsOfACenter, GroupsHaveNamesThatAUriTakes) {
    center_.must(group("my-group_1.x~"));
    EXPECT_EQ(
        center_.state().texts.view(center_.state().directory.settings_groups.front().display_name),
        "shown");
    EXPECT_REFUSED(center_, group("my-group_1.x~"), Reason::already_exists, "name");
    for (const char* system : {"general-settings", "reporting", "agent-states"}) {
        EXPECT_REFUSED(center_, group(system), Reason::already_exists, "name");
    }
    for (const char* wrong : {"a b", "a/b", "a?", "\xC3\xA4"}) {
        EXPECT_REFUSED(center_, group(wrong), Reason::invalid_value, "name");
    }
    EXPECT_REFUSED(center_, group(""), Reason::missing_value, "name");
    EXPECT_REFUSED(center_, group("other", ""), Reason::missing_value, "key");
    EXPECT_REFUSED(center_, group(std::string(limits::name_bytes + 1, 'a')), Reason::too_long,
                   "name");
    EXPECT_REFUSED(center_, (DeleteSettingsGroup{{1}}), Reason::unknown_settings_group,
                   "settings_group");
    center_.must(DeleteSettingsGroup{{0}}).must(group("my-group_1.x~"));
    EXPECT_REFUSED(center_, (DeleteSettingsGroup{{0}}), Reason::unknown_settings_group,
                   "settings_group");
}

TEST_F(SettingsOfACenter, AreFoundByTheirKey) {
    center_.must(group("colours", "id"));
    const std::string red = text_value("red");
    const std::string blue = text_value("blue");
    center_.must(CreateSetting{{0}, object({{"id", red}, {"a", "t"}, {"b", "f"}})})
        .must(CreateSetting{{0}, object({{"id", blue}})});
    EXPECT_REFUSED(center_, (CreateSetting{{0}, object({{"id", red}})}), Reason::already_exists,
                   "setting");
    EXPECT_REFUSED(center_, (CreateSetting{{0}, object({{"name", red}})}), Reason::missing_value,
                   "setting");
    EXPECT_REFUSED(center_, (CreateSetting{{0}, {}}), Reason::missing_value, "setting");
    EXPECT_REFUSED(center_, (CreateSetting{{0}, center_.arena.add_value("t")}),
                   Reason::invalid_value, "setting");
    EXPECT_REFUSED(center_, (CreateSetting{{1}, object({{"id", red}})}),
                   Reason::unknown_settings_group, "settings_group");
    // Only what is given is replaced, and that as a whole.
    const std::string inner = object_of({{"x", "t"}});
    center_.must(UpdateSetting{{0}, object({{"id", red}, {"b", inner}, {"c", "n"}})});
    EXPECT_EQ(kept(0)[0], object_of({{"id", red}, {"a", "t"}, {"b", inner}, {"c", "n"}}));
    center_.must(UpdateSetting{{0}, object({{"id", red}, {"b", object_of({{"y", "t"}})}})});
    EXPECT_EQ(kept(0)[0],
              object_of({{"id", red}, {"a", "t"}, {"b", object_of({{"y", "t"}})}, {"c", "n"}}));
    EXPECT_EQ(kept(0)[1], object_of({{"id", blue}}));
    const std::string green = text_value("green");
    EXPECT_REFUSED(center_, (UpdateSetting{{0}, object({{"id", green}})}), Reason::unknown_setting,
                   "setting");
    EXPECT_REFUSED(center_, (DeleteSetting{{0}, object({{"id", green}})}), Reason::unknown_setting,
                   "setting");
    center_.must(DeleteSetting{{0}, object({{"id", red}})});
    EXPECT_EQ(kept(0), (std::vector<std::string>{object_of({{"id", blue}})}));
    center_.must(DeleteSettingsGroup{{0}});
    EXPECT_TRUE(kept(0).empty()) << "nothing is kept of what nobody can read";
}

TEST_F(SettingsOfACenter, AreNoLargerThanUserData) {
    center_.must(group("large"));
    const std::string name = text_value("n");
    const std::string half = text_value(std::string(limits::user_data_bytes / 2, 'x'));
    center_.must(CreateSetting{{0}, object({{"name", name}, {"a", half}})});
    EXPECT_REFUSED(center_, (UpdateSetting{{0}, object({{"name", name}, {"b", half}})}),
                   Reason::too_long, "setting");
    EXPECT_REFUSED(center_, (CreateSetting{{0}, object({{"name", half}, {"b", half}})}),
                   Reason::too_long, "setting");
}

}  // namespace
}  // namespace cordboard::test
