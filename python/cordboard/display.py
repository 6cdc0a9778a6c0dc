# SPDX-License-Identifier: Apache-2.0
"""How things look in a notebook."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cordboard.center import Center

__all__ = ["center_html"]

_SHOWN = 25


def _row(tag: str, *cells: object) -> str:
    inner = "".join(f"<{tag}>{html.escape(str(cell))}</{tag}>" for cell in cells)
    return f"<tr>{inner}</tr>"


def center_html(center: Center) -> str:
    """Show the queues and the agents who are logged in."""
    queues = [_row("td", queue.name, len(queue)) for queue in center.queues()]
    agents = []
    for agent in center.agents():
        view = agent.view
        if view["in_session"]:
            states = ", ".join(f"{media} {state}" for media, state in agent.state.items())
            agents.append(_row("td", agent.user_name, states, len(view["interactions"])))
    more = f"<p>… and {len(agents) - _SHOWN} more agents</p>" if len(agents) > _SHOWN else ""
    return (
        f"<p><b>Center</b> at {html.escape(center.now.isoformat())}</p>"
        f"<table><thead>{_row('th', 'queue', 'waiting')}</thead>"
        f"<tbody>{''.join(queues)}</tbody></table>"
        f"<table><thead>{_row('th', 'agent', 'state', 'holds')}</thead>"
        f"<tbody>{''.join(agents[:_SHOWN])}</tbody></table>{more}"
    )
