# SPDX-License-Identifier: Apache-2.0
"""A centre, an agent, a chat, a table: the first minutes with Cordboard."""

import cordboard as cb

center = cb.Center(
    {
        "media": [{"name": "chat"}],
        "skills": [{"name": "billing"}],
        "agents": [
            {"userName": "ann", "skills": {"billing": 8}, "capacity": {"chat": 2}},
            {"userName": "bob", "skills": {"billing": 3}},
        ],
        "queues": [{"name": "support", "channel": "chat"}],
        "routing": [
            {
                "queue": "support",
                "target": {"skill": "billing >= 5"},
                "timeout": "20s",
                "overflow": {"after": "60s", "target": {"skill": "billing >= 1"}},
            }
        ],
    },
    clock=cb.VirtualClock("2026-03-02T09:00:00Z"),
)

# Only bob is at work, and his level is too low: the chat waits.
bob = center.agent("bob")
bob.start_session(channels=["chat"])
bob.ready("chat")
chat = center.offer(queue="support", user_data={"Subject": "Invoice 17"})
print(f"{center.now:%H:%M:%S}  {chat}")

# After a minute the queue overflows to lower levels. Time passes because we say so.
center.advance("60s")
print(f"{center.now:%H:%M:%S}  {chat}, offered to {chat.agent}")
assert chat.agent == "bob"

# He does not answer: the offer ends after twenty seconds. Meanwhile ann has come.
ann = center.agent("ann")
ann.start_session(channels=["chat"])
ann.ready("chat")
center.advance("20s")
print(f"{center.now:%H:%M:%S}  {chat}, offered to {chat.agent}")
assert chat.agent == "ann"

ann.accept(chat.id)
center.advance("4min")
ann.complete(chat.id)
print(f"{center.now:%H:%M:%S}  {chat}")

print("\nWhat happened to the chat:")
for row in center.events.rows():
    event = dict(zip(center.events.columns, row, strict=True))
    if event["interaction"] == chat.id:
        print(f"  {event['time']:%H:%M:%S}  {event['event']:24} {event['agent'] or ''}")

print("\nThe same as the statistics see it, a table that polars or pandas can take over:")
print(center.actions)
