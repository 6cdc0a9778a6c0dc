# SPDX-License-Identifier: Apache-2.0
"""Tables as polars, pyarrow, DuckDB and pandas see them, and tables of theirs as we do."""

import math
import pickle
import subprocess
import sys
from datetime import UTC, datetime, timedelta, timezone

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

import cordboard as cb
from cordboard.errors import BadInput

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
CELLS = {
    "integer": st.integers(-(2**63), 2**63 - 1),
    "real": st.floats(),
    "boolean": st.booleans(),
    "text": st.text(),
    "word": st.text(max_size=3),
    "instant": st.datetimes(timezones=st.just(UTC)),
}
ARROW = {
    "integer": pa.int64(),
    "real": pa.float64(),
    "boolean": pa.bool_(),
    "text": pa.string(),
    "word": pa.dictionary(pa.int32(), pa.string()),
    "instant": pa.timestamp("us", "UTC"),
}


@st.composite
def columns(draw):
    """Some columns of one length, null at random or throughout."""
    count = draw(st.integers(0, 40))
    kinds = draw(st.lists(st.sampled_from(sorted(CELLS)), min_size=1, max_size=6))
    cells = [draw(st.sampled_from([CELLS[kind], CELLS[kind] | st.none()])) for kind in kinds]
    return {
        f"{kind} {at}": (kind, draw(st.lists(cell, min_size=count, max_size=count)))
        for at, (kind, cell) in enumerate(zip(kinds, cells, strict=True))
    }


def same(one, other):
    """Compare lists of cells, NaN being itself."""
    return len(one) == len(other) and all(
        a == b
        or (isinstance(a, float) and isinstance(b, float) and math.isnan(a) and math.isnan(b))
        for a, b in zip(one, other, strict=True)
    )


def sample(rows=3):
    """A table with every type, and a null in each column of three rows."""
    return cb.Table.from_columns(
        {
            "time": ("instant", [NOON + timedelta(microseconds=i) for i in range(rows)]),
            "queue": ("word", ["billing", None, "support"] * (rows // 3)),
            "note": ("text", ["Grüße", "", None] * (rows // 3)),
            "count": ("integer", [None, 2**60, -3] * (rows // 3)),
            "ratio": ("real", [0.5, None, -2.0] * (rows // 3)),
            "open": ("boolean", [True, False, None] * (rows // 3)),
            "unused": ("text", [None] * rows),
        }
    )


@given(columns())
def test_values_come_back_whichever_way_they_went(cells):
    """Protects users' figures: Python, pyarrow and polars see what was put in, and give it back."""
    table = cb.Table.from_columns(cells)
    in_arrow, in_polars = table.to_pyarrow(), table.to_polars()
    in_arrow.validate(full=True)
    for name, (kind, values) in cells.items():
        assert in_arrow.schema.field(name).type == ARROW[kind]
        assert same(table[name], values)
        assert same(in_arrow[name].to_pylist(), values)
        assert same(in_polars[name].to_list(), values)
    assert cb.Table.from_arrow(in_arrow).equals(table)
    assert cb.Table.from_arrow(in_polars).equals(table)


def test_duckdb_scans_it_more_than_once():
    """Protects DuckDB's users: it asks for a fresh stream per scan, twice within a self-join."""
    connection = duckdb.connect()
    connection.register("t", sample(30))
    joined = "select count(*), sum(a.count) from t a join t b using (time)"
    grouped = "select queue, count(*) from t group by queue order by queue nulls last"
    for _ in range(2):
        assert connection.sql(joined).fetchall() == [(30, 10 * (2**60 - 3))]
        assert connection.sql(grouped).fetchall() == [("billing", 10), ("support", 10), (None, 10)]


def test_long_tables_come_in_batches():
    """Protects readers of long logs: one dictionary, and columns that are empty for a while."""
    full = 2**20
    source = pa.table(
        {
            "count": pa.array(range(full + 5), pa.int64()),
            "late": pa.array([None] * full + ["a", "b", None, "b", "c"]).dictionary_encode(),
            "never": pa.nulls(full + 5, pa.string()),
        }
    )
    table = cb.Table.from_arrow(source)
    read = table.to_pyarrow()
    read.validate(full=True)
    assert [len(chunk) for chunk in read["late"].chunks] == [full, 5]
    assert read.equals(source.cast(read.schema))
    assert table.to_polars()["late"].drop_nulls().to_list() == ["a", "b", "b", "c"]
    connection = duckdb.connect()
    connection.register("t", table)
    found = connection.sql("select count(*), sum(count), count(late), count(never) from t")
    assert found.fetchall() == [(full + 5, (full + 5) * (full + 4) // 2, 4, 0)]


def test_libraries_read_the_object_itself():
    """Protects the one promise of the interface: no method of ours is needed."""
    table = sample()
    assert pl.DataFrame(table).equals(table.to_polars())
    assert pa.table(table).equals(table.to_pyarrow())
    assert pa.table(table)["queue"].type == ARROW["word"]


def test_pandas_gets_types_of_its_own():
    """Protects pandas users from columns of objects."""
    frame = sample().to_pandas()
    assert isinstance(frame, pd.DataFrame)
    assert str(frame["time"].dtype) == "datetime64[us, UTC]"
    assert str(frame["queue"].dtype) == "category"
    assert frame["ratio"].isna().tolist() == [False, True, False]
    assert frame["time"].tolist()[2] == NOON + timedelta(microseconds=2)


def test_stream_outlives_the_table():
    """Protects readers that are lazy."""
    capsule = sample().__arrow_c_stream__()
    assert "arrow_array_stream" in repr(capsule)

    class Holder:
        def __arrow_c_stream__(self, requested_schema=None):
            return capsule

    assert pa.table(Holder()).num_rows == 3
    with pytest.raises(BadInput, match="has been read already"):
        cb.Table.from_arrow(Holder())


@pytest.mark.parametrize("read", [cb.Table.to_polars, cb.Table.to_pyarrow, cb.Table.to_pandas])
def test_table_without_rows(read):
    """Protects days on which nothing happened."""
    table = sample(0)
    assert len(read(table)) == len(table) == 0
    assert table.to_dicts() == []
    assert "0 rows" in repr(table)
    assert "0 rows" in table._repr_html_()


def test_from_arrow_takes_what_libraries_make():
    """Protects feeds: every width of number, every unit of time, every layout of text."""
    given = pl.DataFrame(
        {
            "time": [NOON, None],
            "queue": pl.Series(["a", None], dtype=pl.Categorical),
            "note": ["a text that is longer than twelve bytes", "short"],
            "small": pl.Series([1, None], dtype=pl.UInt8),
            "ratio": pl.Series([0.5, None], dtype=pl.Float32),
            "open": [None, True],
            "nothing": [None, None],
        }
    )
    for source in (given, given.to_arrow(), given.to_arrow().slice(0, 2)):
        table = cb.Table.from_arrow(source)
        assert table.to_dicts() == given.to_dicts()
    tail = cb.Table.from_arrow(given.to_arrow().slice(1))
    assert tail.to_dicts() == given[1:].to_dicts()
    assert cb.Table.from_arrow(given).column_types == {
        "time": "instant",
        "queue": "word",
        "note": "text",
        "small": "integer",
        "ratio": "real",
        "open": "boolean",
        "nothing": "text",
    }
    for unit in ("s", "ms", "us", "ns"):
        seconds = pa.array([NOON], pa.timestamp(unit, "Europe/Berlin"))
        assert cb.Table.from_arrow(pa.table({"time": seconds}))["time"] == [NOON]


def test_from_arrow_names_what_it_cannot_read():
    """Protects the one who has to mend the file."""
    lists = pa.table({"queue": ["a"], "path": [[1, 2]]})
    with pytest.raises(BadInput, match="the column 'path' has the Arrow format"):
        cb.Table.from_arrow(lists)
    assert cb.Table.from_arrow(lists, ["queue"])["queue"] == ["a"]
    with pytest.raises(BadInput, match="the column 'queue' is there twice"):
        cb.Table.from_arrow(pa.table([["a"], ["b"]], names=["queue", "queue"]))
    with pytest.raises(TypeError, match="__arrow_c_stream__ is expected, not list"):
        cb.Table.from_arrow([])


def test_dictionaries_that_differ_from_batch_to_batch():
    """Protects streams of others: their dictionaries may grow."""
    batches = [
        pa.record_batch({"queue": pa.array(values).dictionary_encode()})
        for values in (["b", "a"], ["c", "b"])
    ]
    reader = pa.RecordBatchReader.from_batches(batches[0].schema, batches)
    table = cb.Table.from_arrow(reader)
    assert table["queue"] == ["b", "a", "c", "b"]
    assert table.to_pyarrow()["queue"].chunk(0).dictionary.to_pylist() == ["b", "a", "c"]


@pytest.mark.parametrize(
    ("kind", "values", "message"),
    [
        ("integer", [1, "two"], "the column 'x' takes values of type integer; row 1 is 'two'"),
        ("integer", [2**63], "row 0 is 9223372036854775808"),
        ("integer", [1.5], "row 0 is 1.5"),
        ("real", ["1"], "takes values of type real"),
        ("boolean", [1], "takes values of type boolean"),
        ("text", [b"bytes"], "takes values of type text"),
        ("instant", ["noon"], "takes values of type instant"),
    ],
)
def test_from_columns_names_the_cell_at_fault(kind, values, message):
    """Protects users who build a table by hand."""
    with pytest.raises(TypeError) as caught:
        cb.Table.from_columns({"x": (kind, values)})
    assert message in str(caught.value)


def test_from_columns_refuses_what_makes_no_table():
    """Protects users from half a table."""
    with pytest.raises(ValueError, match="the column 'y' has 2 values, 'x' has 1"):
        cb.Table.from_columns({"x": ("integer", [1]), "y": ("integer", [1, 2])})
    with pytest.raises(ValueError, match="cannot be of type 'float'; there are integer, real"):
        cb.Table.from_columns({"x": ("float", [1.0])})
    with pytest.raises(ValueError, match="no time zone"):
        cb.Table.from_columns({"x": ("instant", [NOON.replace(tzinfo=None)])})
    with pytest.raises(UnicodeEncodeError):
        cb.Table.from_columns({"x": ("text", ["\ud800"])})


def test_instants_of_any_zone_and_beyond_datetime():
    """Protects instants at the edges: they stay numbers where Python has no datetime."""
    elsewhere = NOON.astimezone(timezone(timedelta(hours=5)))
    table = cb.Table.from_columns({"time": ("instant", [elsewhere, 2**62, None])})
    assert table["time"] == [NOON, 2**62, None]
    assert str(2**62) in repr(table)


def test_rows_and_columns():
    """Protects the small doors: len, columns, rows from anywhere, a missing name."""
    table = sample(9000)
    assert len(table) == 9000
    assert table.columns == ["time", "queue", "note", "count", "ratio", "open", "unused"]
    assert [row[0] for row in table.rows(8998)] == table["time"][8998:]
    assert list(table.rows(10, 5)) == []
    assert len(list(table.rows(0, 10**6))) == 9000
    assert table.to_dicts()[1]["count"] == 2**60
    with pytest.raises(KeyError, match="no column 'colour'; there are time, queue"):
        table["colour"]


def test_equality_is_about_values():
    """Protects tests of users."""
    assert sample().equals(sample())
    assert not sample(3).equals(sample(6))
    real = cb.Table.from_columns({"x": ("real", [math.nan])})
    assert real.equals(cb.Table.from_columns({"x": ("real", [math.nan])}))
    assert not real.equals(cb.Table.from_columns({"y": ("real", [math.nan])}))


def test_text_picture():
    """Protects eyes: aligned, numbers to the right, long cells and wide tables cut."""
    table = cb.Table.from_columns(
        {"queue": ("word", ["billing", "b\nc"]), "calls": ("integer", [7, 1234])}
    )
    assert repr(table).splitlines() == [
        "queue    calls",
        "billing      7",
        "b c       1234",
        "[2 rows]",
    ]
    wide = cb.Table.from_columns({f"column {i}": ("text", ["x" * 50]) for i in range(20)})
    assert max(map(len, repr(wide).splitlines()[:2])) <= 160
    assert "column 19]" in repr(wide)
    assert len(repr(sample(3000)).splitlines()) == 1 + 10 + 1 + 10 + 1


def test_html_picture_escapes():
    """Protects notebooks from texts of strangers."""
    table = cb.Table.from_columns({"<b>": ("text", ["<script>alert(1)</script>"])})
    picture = table._repr_html_()
    assert "<script>" not in picture
    assert "<b>" not in picture
    assert "&lt;script&gt;" in picture
    assert sample(3000)._repr_html_().count("<tr>") == 1 + 10 + 1 + 10


@pytest.mark.parametrize("library", ["polars", "pyarrow", "pandas"])
def test_missing_library_is_named_with_its_extra(library):
    """Protects users of the bare package."""
    code = (
        "import sys\n"
        f"sys.modules[{library!r}] = None\n"
        "import cordboard as cb\n"
        "table = cb.Table.from_columns({'x': ('integer', [1])})\n"
        "try:\n"
        f"    table.to_{library}()\n"
        "except ImportError as error:\n"
        "    print(error)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == (
        f'this needs {library}, which is not installed: pip install "cordboard[data]"'
    )


def test_parquet_round_trip(tmp_path):
    """Protects finished days on disk."""
    sample().write_parquet(tmp_path / "day.parquet")
    read = pl.read_parquet(tmp_path / "day.parquet")
    assert cb.Table.from_arrow(read).to_dicts() == sample().to_dicts()


@given(columns())
def test_a_pickled_table_is_the_same(given_columns):
    table = cb.Table.from_columns(given_columns)
    back = pickle.loads(pickle.dumps(table))
    assert back.column_types == table.column_types
    assert back.equals(table)
    assert pa.table(back).schema == pa.table(table).schema


def test_a_pickled_log_is_the_same_to_arrow():
    log = cb.simulate(cb.Model.sample(), log=True).log()
    back = pickle.loads(pickle.dumps(log))
    assert back.equals(log)
    assert pa.table(back).equals(pa.table(log))
