# SPDX-License-Identifier: Apache-2.0
"""What the oracle says when a definition means nothing."""


class Refusal(ValueError):
    """The definition cannot be counted; the message says why."""
