// SPDX-License-Identifier: Apache-2.0
// User data: update, attach and delete with nested maps, who may change it, and how large it may
// be.
#include "support/center_builder.hpp"

namespace cordboard::test {
namespace {

// Values in their binary form, written as one would say them.
std::string string_value(std::string_view content) {
    std::string out = "s";
    value::append_count(out, static_cast<std::uint32_t>(content.size()));
    return out + std::string(content);
}
std::string integer_value(std::uint8_t n) {
    std::string out = "i";
    out += static_cast<char>(n);
    return out + std::string(7, '\0');
}
std::string list_value(const Texts& values) {
    std::string out = "[";
    value::append_count(out, static_cast<std::uint32_t>(values.size()));
    for (const std::string& one : values) {
        out += one;
    }
    return out;
}
std::string object_value(const std::vector<std::pair<std::string, std::string>>& entries) {
    std::string out = "{";
    value::append_count(out, static_cast<std::uint32_t>(entries.size()));
    for (const auto& [key, one] : entries) {
        value::append_count(out, static_cast<std::uint32_t>(key.size()));
        out += key + one;
    }
    return out;
}

Center held(InteractionId& id, const std::string& data = "") {
    Center center;
    center.media("mail").agent("anna").agent("bert").queue("mails", "mail");
    center.rule("mails", {"agent:anna"}).works("anna").works("bert");
    OfferInteraction offer;
    offer.queue = center.queue_id("mails");
    if (!data.empty()) {
        offer.user_data = center.arena.add_value(data);
    }
    id = center.offered(offer);
    return center;
}

ChangeUserData change(Center& center, InteractionId id, UserDataOperation operation,
                      const std::string& data) {
    return {center.agent_id("anna"), id, operation, center.arena.add_value(data)};
}

const std::string& kept(const Center& center, InteractionId id) {
    return center.state().interactions.user_data[id.slot()];
}

TEST(UserData, ComesWithTheOffer) {
    InteractionId id;
    const std::string data = object_value({{"name", string_value("Ada")}});
    Center center = held(id, data);
    EXPECT_EQ(kept(center, id), data);
    center.accept("anna", id).complete("anna", id);
    const InteractionId next = center.offer("mails");
    EXPECT_EQ(next.slot(), id.slot());
    EXPECT_EQ(kept(center, next), "") << "nothing of the one before";
}

TEST(UserData, UpdateMergesNestedMaps) {
    InteractionId id;
    Center center =
        held(id, object_value({{"a", integer_value(1)},
                               {"deep", object_value({{"x", integer_value(1)},
                                                      {"y", list_value({"n", "t"})}})}}));
    center.must(change(center, id, UserDataOperation::update,
                       object_value({{"deep", object_value({{"x", integer_value(2)}, {"z", "f"}})},
                                     {"b", string_value("new")}})));
    EXPECT_EQ(kept(center, id), object_value({{"a", integer_value(1)},
                                              {"deep", object_value({{"x", integer_value(2)},
                                                                     {"y", list_value({"n", "t"})},
                                                                     {"z", "f"}})},
                                              {"b", string_value("new")}}));
    // A map takes the place of a plain value, and the other way round.
    center.must(change(center, id, UserDataOperation::update,
                       object_value({{"a", object_value({})}, {"deep", "t"}})));
    EXPECT_EQ(kept(center, id),
              object_value({{"a", object_value({})}, {"deep", "t"}, {"b", string_value("new")}}));
}

TEST(UserData, AttachToNothingBeginsAMap) {
    InteractionId id;
    Center center = held(id);
    const std::string data = object_value({{"a", "t"}});
    center.forget().must(change(center, id, UserDataOperation::attach, data));
    EXPECT_EQ(center.events(), Texts({"UserDataChanged i1 anna"}));
    EXPECT_EQ(kept(center, id), data);
    const auto& event = std::get<UserDataChanged>(center.batch.events.back().body);
    EXPECT_EQ(event.operation, UserDataOperation::attach);
    EXPECT_EQ(center.batch.texts.view(event.user_data), data);
}

TEST(UserData, DeleteTakesKeysAtAnyDepth) {
    InteractionId id;
    Center center = held(id, object_value({{"a", "t"},
                                           {"deep", object_value({{"x", "t"}, {"y", "f"}})},
                                           {"whole", object_value({{"x", "t"}})}}));
    center.must(change(
        center, id, UserDataOperation::remove,
        object_value({{"deep", object_value({{"x", "n"}})}, {"whole", "n"}, {"unknown", "n"}})));
    EXPECT_EQ(kept(center, id), object_value({{"a", "t"}, {"deep", object_value({{"y", "f"}})}}));
    center.must(change(center, id, UserDataOperation::remove,
                       object_value({{"a", object_value({})}, {"deep", "n"}})));
    EXPECT_EQ(kept(center, id), value::empty_object);
}

TEST(UserData, OnlyWhoHoldsItOrIsInvitedChangesIt) {
    InteractionId id;
    Center center = held(id);
    const ValueText data = center.arena.add_value(object_value({{"a", "t"}}));
    const auto by = [&](AgentId agent, InteractionId which) {
        return ChangeUserData{agent, which, UserDataOperation::update, data};
    };
    const AgentId bert = center.agent_id("bert");
    EXPECT_REFUSED(center, by(AgentId{9}, id), Reason::unknown_agent, "agent");
    EXPECT_REFUSED(center, by(bert, InteractionId::of(9, 0)), Reason::unknown_interaction,
                   "interaction");
    EXPECT_REFUSED(center, by(bert, id), Reason::not_owner, "agent");
    center.must(by(center.agent_id("anna"), id)).accept("anna", id);
    EXPECT_REFUSED(center, by(bert, id), Reason::not_owner, "agent");
    center.must(by(center.agent_id("anna"), id));
    ChangeUserData nothing_given{center.agent_id("anna"), id, UserDataOperation::update, {}};
    EXPECT_REFUSED(center, nothing_given, Reason::missing_value, "userData");
    nothing_given.user_data = center.arena.add_value("t");
    EXPECT_REFUSED(center, nothing_given, Reason::invalid_value, "userData");
}

TEST(UserData, LosesOnePairByItsKey) {
    InteractionId id;
    Center center = held(id, object_value({{"a", object_value({{"x", "t"}})}, {"b", "f"}}));
    const auto pair = [&](std::string_view name, std::string_view key) {
        return DeleteUserDataPair{center.agent_id(name), id, center.text(key)};
    };
    EXPECT_REFUSED(center, pair("bert", "a"), Reason::not_owner, "agent");
    EXPECT_REFUSED(center, pair("anna", ""), Reason::missing_value, "key");
    EXPECT_REFUSED(center, pair("anna", "x"), Reason::unknown_key, "key");
    center.accept("anna", id).forget().must(pair("anna", "a"));
    EXPECT_EQ(center.events(), Texts({"UserDataChanged i1 anna"}));
    EXPECT_EQ(kept(center, id), object_value({{"b", "f"}}));
    center.must(pair("anna", "b"));
    EXPECT_EQ(kept(center, id), value::empty_object);
    EXPECT_REFUSED(center, pair("anna", "b"), Reason::unknown_key, "key");
    center.complete("anna", id);
    EXPECT_REFUSED(center, pair("anna", "b"), Reason::unknown_interaction, "interaction");
}

TEST(UserData, OfANewInteractionHasNoPairToLose) {
    InteractionId id;
    Center center = held(id);
    EXPECT_REFUSED(center, (DeleteUserDataPair{center.agent_id("anna"), id, center.text("a")}),
                   Reason::unknown_key, "key");
}

TEST(UserData, HasALimitedSize) {
    const auto sized = [](std::int64_t bytes) {
        const std::string frame = object_value({{"k", string_value("")}});
        const auto rest = static_cast<std::size_t>(bytes) - frame.size();
        return object_value({{"k", string_value(std::string(rest, 'x'))}});
    };
    for (const std::int64_t less : {1, 0, -1}) {
        const std::string data = sized(limits::user_data_bytes - less);
        ASSERT_EQ(static_cast<std::int64_t>(data.size()), limits::user_data_bytes - less);
        InteractionId id;
        Center center = held(id);
        OfferInteraction offer;
        offer.queue = center.queue_id("mails");
        offer.user_data = center.arena.add_value(data);
        if (less >= 0) {
            center.offered(offer);
            center.must(change(center, id, UserDataOperation::update, data));
        } else {
            EXPECT_REFUSED(center, offer, Reason::too_long, "userData");
            EXPECT_REFUSED(center, change(center, id, UserDataOperation::update, data),
                           Reason::too_long, "userData");
        }
    }
}

}  // namespace
}  // namespace cordboard::test
