"""The ledger opened for questions in SQL, with views for those that are asked most."""

from pathlib import Path
from typing import TYPE_CHECKING

from luoshi.ledger.rows import COLUMNS, PARTITION
from luoshi.ledger.staging import demand_duckdb, quoted
from luoshi.values.troubles import LuoshiError

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

VIEWS = ("entries", "targets", "results", "projects", "series")
"""What can be asked of: all entries; those promised; those reported; projects; promised beside achieved."""

_THREADS = 2

# One row a place, indicator, scope, aspect, unit and period. Of several figures for one period counts the one stated
# nearest to it: a target by the report of that year, a result by that of the next; a communiqué goes before a report,
# and an earlier sentence before a later one. Counts compare across classifiers, so their unit is left empty.
_SERIES = """
CREATE VIEW series AS
WITH figures AS (
  SELECT *, CASE WHEN dimension = 'count' THEN '' ELSE unit END AS measured_in,
    CAST(right(period, 4) AS INTEGER) AS due
  FROM entries WHERE NOT is_generic AND aspect <> 'rank' AND indicator <> ''
), paired AS (
  SELECT place_key, indicator, scope, aspect, measured_in AS unit, period,
    min(due) AS due,
    arg_min(place, (abs(year - due), year, place)) AS place,
    arg_min(level, (abs(year - due), year, place)) AS level,
    arg_min({'comparator': comparator, 'value': value, 'value_to': value_to, 'text': text, 'sentence': sentence,
             'source': source, 'at': numeral_at, 'year': year},
      (abs(year - due), numeral_at, source)) FILTER (WHERE mode = 'target') AS promised,
    arg_min({'comparator': comparator, 'value': value, 'value_to': value_to, 'text': text, 'sentence': sentence,
             'source': source, 'at': numeral_at, 'year': year},
      (kind <> 'communique', abs(year - due - 1), numeral_at, source)) FILTER (WHERE mode = 'result') AS achieved
  FROM figures GROUP BY place_key, indicator, scope, aspect, measured_in, period
)
SELECT * EXCLUDE (promised, achieved),
  promised.value AS promised, promised.value_to AS promised_to, promised.comparator AS promised_comparator,
  promised.text AS promised_text, promised.sentence AS promised_sentence, promised.source AS promised_source,
  promised['at'] AS promised_at, promised.year AS promised_year,
  achieved.value AS achieved, achieved.value_to AS achieved_to, achieved.comparator AS achieved_comparator,
  achieved.text AS achieved_text, achieved.sentence AS achieved_sentence, achieved.source AS achieved_source,
  achieved['at'] AS achieved_at, achieved.year AS achieved_year,
  coalesce(place <> lag(place) OVER (PARTITION BY place_key, indicator, scope, aspect, unit ORDER BY due, period),
    false) AS is_break
FROM paired
"""


def open_ledger(folder: Path) -> "DuckDBPyConnection":
    """A connection that has the VIEWS of the ledger in ``folder`` and can reach no other file, nor any network.

    Raises LuoshiError where there is no ledger, or where the extra ``data`` is missing.
    """
    demand_duckdb()
    import duckdb  # noqa: PLC0415

    if not (folder / "manifest.json").is_file():
        raise LuoshiError("ledger.missing", path=folder)
    connection = duckdb.connect(config={"threads": _THREADS})
    connection.execute("LOAD parquet")
    connection.execute("SET parquet_metadata_cache = true")
    for table in COLUMNS:
        connection.execute(_table_view(table, folder.absolute()))
    for mode in ("target", "result"):
        connection.execute(f"CREATE VIEW {mode}s AS SELECT * FROM entries WHERE mode = '{mode}'")  # noqa: S608
    connection.execute(_SERIES)
    connection.execute(f"SET allowed_directories = [{quoted(folder.absolute())}]")
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")
    return connection


def _table_view(table: str, folder: Path) -> str:
    types = ", ".join(f"'{name}': '{kind}'" for name, kind in PARTITION.items())
    files = folder / table / "*" / "*" / "*.parquet"
    if not any((folder / table).glob("*/*/*.parquet")):
        columns = ", ".join(f"NULL::{kind} AS {name}" for name, kind in {**COLUMNS[table], **PARTITION}.items())
        return f"CREATE VIEW {table} AS SELECT {columns} WHERE false"
    return (
        f"CREATE VIEW {table} AS SELECT * FROM read_parquet({quoted(files)}, hive_partitioning=true, "  # noqa: S608
        f"hive_types={{{types}}})"
    )
