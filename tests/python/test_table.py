# SPDX-License-Identifier: Apache-2.0
"""Tables leave C++ through Arrow, whole and as often as asked."""

import sys
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cordboard as cb

VALUES = {
    "integer": st.integers(-(2**63), 2**63 - 1),
    "real": st.floats(allow_nan=False),
    "boolean": st.booleans(),
    "text": st.text(),
    "word": st.sampled_from(["", "a", "Grüße", "voice"]),
    "instant": st.integers(-(10**15), 10**15),
}


@st.composite
def columns(draw):
    size = draw(st.integers(0, 40))
    return {
        f"{kind} {i}": (
            kind,
            draw(st.lists(st.none() | VALUES[kind], min_size=size, max_size=size)),
        )
        for i, kind in enumerate(draw(st.lists(st.sampled_from(sorted(VALUES)), min_size=1, max_size=6)))
    }


@given(columns())
def test_whatever_goes_in_comes_out_of_pyarrow(given_columns):
    table = cb.Table.from_columns(given_columns)
    arrow = table.to_pyarrow()
    arrow.validate(full=True)
    for name, (kind, values) in given_columns.items():
        column = arrow[name]
        found = column.cast("int64").to_pylist() if kind == "instant" else column.to_pylist()
        assert found == values


@pytest.fixture
def table():
    return cb.Table.from_columns(
        {
            "time": ("instant", [0, 1_000_000, None]),
            "name": ("word", ["<b>", "y", "<b>"]),
            "value": ("real", [0.5, None, 2.0]),
        }
    )


def test_the_libraries_take_it_as_it_is(table):
    import duckdb
    import polars
    import pyarrow

    frame = polars.DataFrame(table)
    assert frame["value"].to_list() == [0.5, None, 2.0]
    assert str(frame.schema["time"]) == "Datetime(time_unit='us', time_zone='UTC')"
    assert pyarrow.table(table).num_rows == 3
    assert list(table.to_pandas()["name"]) == ["<b>", "y", "<b>"]
    assert table.to_polars().equals(frame)
    given_table = table  # noqa: F841  DuckDB finds it by its name
    for _ in range(2):
        total = duckdb.sql("select count(*), sum(value) from given_table").fetchone()
        assert total == (3, 2.5)


def test_python_sees_datetimes(table):
    assert table["time"] == [
        datetime(1970, 1, 1, tzinfo=UTC),
        datetime(1970, 1, 1, 0, 0, 1, tzinfo=UTC),
        None,
    ]
    assert table.to_dicts()[1] == {"time": table["time"][1], "name": "y", "value": None}
    with pytest.raises(KeyError, match="time, name, value"):
        table["other"]


def test_it_shows_itself(table):
    assert "&lt;b&gt;" in table._repr_html_()
    assert "[3 rows]" in repr(table)
    many = cb.Table.from_columns({"n": ("integer", list(range(100)))})
    assert "…" in repr(many) and "[100 rows]" in repr(many)


def test_a_missing_library_names_the_extra(table, monkeypatch):
    monkeypatch.setitem(sys.modules, "polars", None)
    with pytest.raises(cb.MissingExtra, match=r"cordboard\[data\]"):
        table.to_polars()


def test_an_empty_table_has_its_columns():
    empty = cb.Table.from_columns({"a": ("text", []), "b": ("word", [])})
    assert empty.to_polars().columns == ["a", "b"] and len(empty) == 0
