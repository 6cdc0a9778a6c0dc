# SPDX-License-Identifier: Apache-2.0
"""Closed forms of queueing theory, as oracles beside simulated figures."""
