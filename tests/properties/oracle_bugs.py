# SPDX-License-Identifier: Apache-2.0
"""Deliberate bugs: what stands in a file of the oracle, and what stands there when it is broken."""

BUGS = {
    "range: from excluded": (
        "intervals.py",
        "if microseconds < self.left * SECOND",
        "if microseconds <= self.left * SECOND",
    ),
    "range: to included": (
        "intervals.py",
        "microseconds < self.right * SECOND",
        "microseconds <= self.right * SECOND",
    ),
    "range: unbounded read as a number": ("intervals.py", "int(right) == -1", "int(right) == -2"),
    "range: the cut length decides": (
        "historical.py",
        "if wanted.holds(one.full)",
        "if wanted.holds(one.cut)",
    ),
    "reset: event at it is of the old interval": (
        "intervals.py",
        "time > self.left if self.left_open else time >= self.left",
        "time > self.left",
    ),
    "reset: forgotten": ("intervals.py", "max(reset, opened)", "opened"),
    "reset: before opening": ("intervals.py", "max(reset, opened)", "reset"),
    "reset: not at its own instant": ("profiles.py", "if reset <= at", "if reset < at"),
    "zone: ignored": ("profiles.py", "ZoneInfo(zone.strip()), [_rule", 'ZoneInfo("UTC"), [_rule'),
    "daylight saving: skipped time not moved": (
        "profiles.py",
        "(earlier, middle) if shown(middle) >= wall else (middle, later)",
        "(middle, later)",
    ),
    "daylight saving: the second of two": (
        "profiles.py",
        "if shown(earlier) == wall:\n        return earlier",
        "if shown(later) == wall:\n        return later",
    ),
    "profile: steps dropped": ("profiles.py", "if rule.step is None", "if True"),
    "hold: does not hide": ("statuses.py", "element.interaction in held", "False"),
    "hold: hides every call": (
        "statuses.py",
        "element.interaction in held",
        "bool(held)",
    ),
    "hold: hides consultations": (
        "statuses.py",
        'HIDDEN_BY_HOLD = {"CallInternal"',
        'HIDDEN_BY_HOLD = {"CallConsult", "CallInternal"',
    ),
    "rank: ringing over not ready": ("statuses.py", '"CallRinging": 8', '"CallRinging": 9.5'),
    "rank: hold over consultation": ("statuses.py", '"CallOnHold": 11', '"CallOnHold": 13.5'),
    "rank: work after a call under not ready": (
        "statuses.py",
        '"AfterCallWork": 10',
        '"AfterCallWork": 8.5',
    ),
    "rank: the lowest wins": ("statuses.py", "(-RANKS[one[0]]", "(RANKS[one[0]]"),
    "status: off by an instant": (
        "statuses.py",
        "element.start.time <= time < element.end.time",
        "element.start.time <= time <= element.end.time",
    ),
    "status: a DN is never on hook": (
        "statuses.py",
        'else Status("OnHook")',
        'else Status("NotMonitored")',
    ),
    "status: a change of name does not end it": (
        "runs.py",
        'status.name if by_name else ""',
        '""',
    ),
    "status: the last one never goes on": (
        "runs.py",
        "else AFTER_ALL.time",
        "else instants[-1]",
    ),
    "agent: the channel first": (
        "statuses.py",
        'if voice.rank > RANKS["NotReadyForNextCall"]',
        "if voice.rank > 17",
    ),
    "agent: a phone before any channel": (
        "statuses.py",
        "if other.rank > voice.rank",
        "if other.rank > 17",
    ),
    "group: ready unseen": ("statuses.py", '"WaitForNextCall" in names', "False"),
    "association: not clipped": (
        "elements.py",
        "start, end = max(self.start, span.start), min(self.end, span.end)",
        "start, end = self.start, self.end",
    ),
    "association: the wrong attribute": (
        "associations.py",
        '"AgentID" if kind == "Agent" else "PlaceID"',
        '"PlaceID"',
    ),
    "association: members that joined": (
        "associations.py",
        "if (who, where) == (member, group)",
        "if False",
    ),
    "association: members of old": (
        "associations.py",
        "[ALWAYS] if group in",
        "[] if group in",
    ),
    "association: an own device is always there": (
        "associations.py",
        "result.append((device, over))",
        "result.append((device, spans))",
    ),
    "sliding: edge included": ("intervals.py", "left_open=True", "left_open=False"),
    "sliding: young window open": (
        "intervals.py",
        "if left < opened:\n            return Window(opened, at, left_open=False",
        "if left < opened:\n            return Window(opened, at, left_open=True",
    ),
    "sliding: step ignored": ("intervals.py", "edge = opened + steps", "edge = at + 0 * steps"),
    "selection: the first instead of the last": (
        "counting.py",
        "found[-scope.window.last :]",
        "found[: scope.window.last]",
    ),
    "selection: relative mask over everything": (
        "counting.py",
        "return left_out[-1].end if left_out",
        "return BEFORE_ALL if left_out",
    ),
    "login: counts after the logout": ("intervals.py", "min(moment.at, end.time)", "moment.at"),
    "login: the first instead of the last": (
        "intervals.py",
        "            found = Window(left, min(",
        "            found = found or Window(left, min(",
    ),
    "DCID: ignored": ("counting.py", "alone = not distinguish or", "alone = True or"),
    "DCID: those without id are one": (
        "counting.py",
        "not distinguish or one.interaction is None",
        "not distinguish",
    ),
    "DCID: overlaps twice": (
        "counting.py",
        "begin = start if reached is None else max(start, reached)",
        "begin = start",
    ),
    "filter: or before and": (
        "filters.py",
        'sides = [self.both()]\n        while self.peek() in {"|", "or"}:',
        'sides = [self.both()]\n        while self.peek() in {"or"}:',
    ),
    "filter: applied to the relative mask": (
        "historical.py",
        "question.relative, filtered=False",
        "question.relative, filtered=True",
    ),
    "filter: user data of what is no interaction": (
        "filters.py",
        "one.related and test(one)",
        "test(one)",
    ),
    "filter: not evaluated anew": (
        "counting.py",
        "for point, attributes in [first, *later.values()]",
        "for point, attributes in [first]",
    ),
    "filter: texts instead of numbers": (
        "pairs.py",
        "both = None not in numbers",
        "both = False",
    ),
    "mask: exclusions ignored": (
        "masks.py",
        "and not any(one(*candidate) for one in no)",
        "",
    ),
    "mask: types ignored": (
        "masks.py",
        'if name.call_type not in {None, call_type or "Unknown"}',
        "if False",
    ),
    "mask: media names stand for themselves": (
        "masks.py",
        "alias == name.base",
        "False",
    ),
    "opening: an action before it counts whole": (
        "counting.py",
        "full = (max(element.start.time, window.opened), end)",
        "full = (element.start.time, end)",
    ),
    "opening: what ended before it in its instant counts": (
        "counting.py",
        "and element.end.row >= scope.window.first_row",
        "",
    ),
    "interval: an action is not cut": (
        "counting.py",
        "cut = (max(element.start.time, window.left), end)",
        "cut = (element.start.time, end)",
    ),
    "seconds: not cut": ("elements.py", "if truncate ==", "if truncate !="),
    "log: the call type belongs to what runs": (
        "elements.py",
        'key = (device, name.base, row.get("interaction"))',
        'key = (device, row["action"], row.get("interaction"))',
    ),
    "log: an update adds attributes": (
        "elements.py",
        "(*element.pieces, (point, attributes))",
        "(*element.pieces, (point, {**element.pieces[-1][1], **attributes}))",
    ),
    "log: an update after the logout": (
        "elements.py",
        "if point.time <= time and point <= self.end]",
        "if point.time <= time]",
    ),
    "denominator: the adjusted number": (
        "historical.py",
        "return ratio(total_time(question), len(relative_lived(question)))",
        "return ratio(total_time(question), len(main_ended(question)))",
    ),
    "samples: begin at the edge": (
        "historical.py",
        "range(window.left + SAMPLE, window.right + 1",
        "range(window.left, window.right + 1",
    ),
    "levels: the left edge forgotten": (
        "historical.py",
        "times = [window.left, *level",
        "times = [window.right, *level",
    ),
    "reset message: the rows of its instant": (
        "recount.py",
        'if cut(row["time"], truncate) < at + (not closing)',
        'if cut(row["time"], truncate) <= at',
    ),
    "reset message: the new interval": (
        "intervals.py",
        "asked = at - 1 if moment.closing else at",
        "asked = at",
    ),
    "formula: conditions ignored": (
        "formulas.py",
        "if aggregate.condition(known) != 0",
        "",
    ),
    "formula: an age from the opening": (
        "formulas.py",
        "seconds(now - one.start.time)",
        "seconds(now - max(one.start.time, opened))",
    ),
    "formula: a duration from its beginning": (
        "formulas.py",
        "one.end.time - max(one.start.time, opened)",
        "one.end.time - one.start.time",
    ),
    "structure: actions that the mask leaves out": (
        "structures.py",
        "if self.counts(element.base, element.call_type, element.column)",
        "",
    ),
    "structure: statuses that the mask leaves out": (
        "structures.py",
        "self.counts(status.name, status.call_type) and",
        "True and",
    ),
    "structure: statuses that the filter leaves out": (
        "structures.py",
        "and self.test(regarded_status(status))",
        "",
    ),
    "structure: actions that the filter leaves out": (
        "structures.py",
        "and self.test(regarded(element, element.attributes_at(self.now)))",
        "",
    ),
    "structure: the first word about capacity": (
        "structures.py",
        "latest = max(told",
        "latest = min(told",
    ),
    "structure: an interaction twice": (
        "structures.py",
        "len(known) + len(nameless)",
        "len(at_it)",
    ),
    "structure: no reasons": (
        "structures.py",
        'reasons=pairs_of(attributes, "Reasons")',
        "reasons=()",
    ),
    "media type: ignored": (
        "filters.py",
        "if name.strip()]",
        "if False]",
    ),
    "structure: members of old": (
        "structures.py",
        "span.start.time <= self.now < span.end.time for",
        "span.start.time <= self.now for",
    ),
    "custom value: of every element of an interaction": (
        "custom.py",
        "alone = not distinguish or interaction is None",
        "alone = True",
    ),
    "list: user data wherever nothing is named": (
        "pairs.py",
        '"GetGlobalNumber": "GlobalUserData"',
        '"GetGlobalNumber": "UserData"',
    ),
    "pattern: stands on both sides": (
        "pairs.py",
        "_like(left, right)",
        "_like(left, right) or _like(right, left)",
    ),
}
