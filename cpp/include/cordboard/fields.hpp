// SPDX-License-Identifier: Apache-2.0
// The field table of a body: the one place that names its fields. JSON, dict, binary form, hash,
// Arrow column, stub and reference page are all derived from it.
#pragma once

#include <cstddef>
#include <string_view>
#include <tuple>

namespace cordboard {

template <class Body, class Type>
struct Field {
    std::string_view name;
    Type Body::* member;
    std::string_view meaning;
    bool required;
};

// The fields of another body stand here as if they were this body's own.
template <class Body, class Inner>
struct Nested {
    Inner Body::* member;
};

// A field the command cannot do without (in an event: always there).
template <class Body, class Type>
constexpr Field<Body, Type> field(std::string_view name, Type Body::* member,
                                  std::string_view meaning) {
    return {name, member, meaning, true};
}

// A field with a default: the value the body is born with.
template <class Body, class Type>
constexpr Field<Body, Type> optional_field(std::string_view name, Type Body::* member,
                                           std::string_view meaning) {
    return {name, member, meaning, false};
}

template <class Body, class Inner>
constexpr Nested<Body, Inner> nested(Inner Body::* member) {
    return {member};
}

template <class Body, class Visitor>
constexpr void for_each_field(Body& body, Visitor&& visit);

namespace fields_detail {

template <class Body, class Owner, class Type, class Visitor>
constexpr void visit_one(Body& body, const Field<Owner, Type>& one, Visitor& visit) {
    visit(one, body.*(one.member));
}

template <class Body, class Owner, class Inner, class Visitor>
constexpr void visit_one(Body& body, const Nested<Owner, Inner>& one, Visitor& visit) {
    for_each_field(body.*(one.member), visit);
}

}  // namespace fields_detail

// Calls `visit(field, value)` for every field of the body, in the order of the table.
template <class Body, class Visitor>
constexpr void for_each_field(Body& body, Visitor&& visit) {
    std::apply([&](const auto&... one) { (fields_detail::visit_one(body, one, visit), ...); },
               Body::fields());
}

// The names of an enumeration in order, as `static constexpr std::string_view names[]`; specialised
// beside each enumeration.
template <class Enumeration>
struct Names;

template <class Enumeration>
constexpr std::string_view name_of(Enumeration value) {
    return Names<Enumeration>::names[static_cast<std::size_t>(value)];
}

}  // namespace cordboard
