# SPDX-License-Identifier: Apache-2.0
"""Random filters and formulas, by the grammars of the statistics reference, 5.7, 5.8 and 8.2.

The words they are made of stand in tables; `test_generator` sees to it that each is said.
"""

from tests.properties.random_logs import ATTRIBUTES, KEYS, TYPES, VALUES, WORDS

OFTEN = ("MediaType", "MediaType", "ConnID", "CallType", "CallType")
LISTS = ("UserData", "Reasons", "Reasons", "Extensions", "GlobalUserData")
COMPARISONS = ("=", "=", "=", "<>", "!=", "<", "<=", ">", ">=")
KNOWN = {
    "MediaType": ("voice", "v*", "chat", "email", "?ha*"),
    "ConnID": ("c1", "c2", "c?", "c1"),
    "CallType": TYPES,
    "ThisQueue": ("Q", "?", "V", *WORDS),
    "PlaceID": ("desk", "h*", "hut", *WORDS),
    "AgentID": ("ann", "*n*", "bob", *WORDS),
    "MediaTypeID": ("voice", "chat", *WORDS),
    "InteractionID": ("c1", "c2", *WORDS),
}
OTHER_TEXTS = ("7", "07", "x*", "?", "", "0", "a?", "1e0", "*")
AND, OR, NOT = ("&", "&", "and"), ("|", "|", "or"), ("~", "not ")
BAD_FILTERS = ("MediaType", "(MediaType=voice", 'PairExists("k"', "= 3", "x=y", "Queue=1 !", "")
AGGREGATES = ("COUNT", "SUM", "AVG", "MIN", "MAX")
PART_LISTS = ("udata", "udata", "global_udata")


def _in_quotes(text):
    return f'"{text}"'


def _text(dice, text):
    """Return a text as a filter says it: in quotes, or bare where it is a word."""
    text = "true" if text is True else str(text)
    bare = text and all(letter.isalnum() or letter in "*?.-" for letter in text)
    return text if bare and dice.random() < 0.4 else _in_quotes(text)


def _key(dice):
    key = dice.choice((*KEYS, *KEYS, "none"))
    return dice.choice([_in_quotes(key), _in_quotes(key), key])


def _pair_exists(dice, said=_text):
    words = [dice.choice(LISTS)] if dice.random() < 0.5 else []
    words.append(_key(dice))
    if dice.random() < 0.6:
        words.append(said(dice, dice.choice((*VALUES, *VALUES, *OTHER_TEXTS))))
    return f"PairExists({dice.choice([',', ', ']).join(words)})"


def _pair_value(dice):
    """Return a call of a function that gives a value."""
    name = dice.choice(
        ["GetString", "GetNumber", "GetNumber", "GetGlobalString", "GetGlobalNumber"]
    )
    words = [_key(dice)]
    if "Global" not in name and dice.random() < 0.5:
        words.insert(0, dice.choice(LISTS))
    return f"{name}({','.join(words)})"


def _comparison(dice, setting):
    if dice.random() < 0.3:
        left, values = _pair_value(dice), (*VALUES, *OTHER_TEXTS)
    else:
        left = dice.choice((*OFTEN, *setting.attributes * 3))
        left = dice.choice(ATTRIBUTES) if dice.random() < 0.2 else left
        usual = setting.words if left in setting.attributes else KNOWN.get(left, WORDS)
        values = dice.choice([usual, usual, usual, (*KNOWN.get(left, WORDS), *OTHER_TEXTS)])
    right = _text(dice, dice.choice(values))
    if dice.random() < 0.1:
        left, right = right, left
    blank = dice.choice(["", " "])
    return f"{left}{blank}{dice.choice(COMPARISONS)}{blank}{right}"


def _test(dice, setting, depth):
    chance = dice.random()
    if chance < 0.15:
        return f"{dice.choice(NOT)}{_test(dice, setting, depth)}"
    if chance < 0.3 and depth > 0:
        return f"({_any(dice, setting, depth - 1)})"
    if chance < 0.45:
        return _pair_exists(dice)
    return _comparison(dice, setting)


def _all(dice, setting, depth):
    parts = [_test(dice, setting, depth) for _ in range(dice.choice([1, 1, 2]))]
    return f" {dice.choice(AND)} ".join(parts)


def _any(dice, setting, depth):
    parts = [_all(dice, setting, depth) for _ in range(dice.choice([1, 1, 2]))]
    return f" {dice.choice(OR)} ".join(parts)


def filter_of(dice, setting):
    """Return a random filter that can be read."""
    return _any(dice, setting, 2)


def custom_value_of(dice):
    """Return the formula of a custom value; it may say that interactions are told apart."""
    flag = dice.choice(["DCID, ", "DistByConnID,"]) if dice.random() < 0.1 else ""
    return flag + _sum(dice, 2)


def _sum(dice, depth):
    chance = dice.random()
    if chance < 0.3:
        return dice.choice(['GetNumber("k")', 'GetNumber("k") + 2.5'])
    if depth > 0 and chance < 0.55:
        sides = _sum(dice, depth - 1), _sum(dice, depth - 1)
        return f"{sides[0]} {dice.choice('+-*/')} {sides[1]}"
    if depth > 0 and chance < 0.6:
        return f"({_sum(dice, depth - 1)})"
    if chance < 0.65:
        return f"-{_sum(dice, 0)}"
    if chance < 0.75:
        return dice.choice(["2", "0", "0.5", "12.25"])
    if chance < 0.85:
        return _pair_exists(dice, lambda _dice, text: _in_quotes(text))
    return _pair_value(dice)


def _part(dice, depth=2):
    """Return an expression about one element of an aggregate."""
    chance = dice.random()
    if depth > 0 and chance < 0.3:
        sides = _part(dice, depth - 1), _part(dice, depth - 1)
        return f"{sides[0]} {dice.choice('+-*/')} {sides[1]}"
    if depth > 0 and chance < 0.35:
        return f"({_condition(dice, depth - 1)})"
    if chance < 0.7:
        return "duration"
    if chance < 0.77:
        return dice.choice(["5", "60", "0", "2.5"])
    key = f"{dice.choice(PART_LISTS)}, {_key(dice)}"
    if chance < 0.9:
        otherwise = dice.choice(["", "", ", 3", ", -2.5"])
        return f"kvnum({key}{otherwise})"
    value = dice.choice(["", f", {_in_quotes(dice.choice(('1', '2', 'a*', '*')))}"])
    return f"kvexists({key}{value})"


def _condition(dice, depth=1):
    sides = [
        f"{_part(dice, 0)} {dice.choice(COMPARISONS)} {dice.choice(['5', '60', '10', '0', '2'])}"
        for _ in range(dice.choice([1, 1, 2]))
    ]
    text = f" {dice.choice([*AND, *OR])} ".join(sides)
    return f"{dice.choice(NOT)}({text})" if depth and dice.random() < 0.2 else text


def _aggregate(dice, mask):
    name = dice.choice(AGGREGATES)
    parts = [mask(), *([] if name == "COUNT" else [_part(dice)])]
    parts += [_condition(dice)] if dice.random() < 0.4 else []
    return f"{dice.choice(['', '', '@'])}{name}({dice.choice([';', '; ']).join(parts)})"


def formula_of(dice, mask, most):
    """Return the expression of a Formula of up to so many aggregates; `mask` draws a mask."""
    parts = [_aggregate(dice, mask) for _ in range(dice.randint(1, most))]
    text = parts[0]
    for part in parts[1:]:
        text = f"{text} {dice.choice('+-*/')} {part}"
    if dice.random() < 0.2:
        text = f"{dice.choice(['100 * ', '-', '~', '2.5 + '])}({text})"
    return f"{text} {dice.choice(COMPARISONS)} 1" if dice.random() < 0.1 else text
