"""Parquet, by pyarrow (the extra `parquet`)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import BinaryIO

from musnad.errors import ExportError
from musnad.faces.export.tables import Column, Row

_CHUNK = 5_000


def write_parquet(out: BinaryIO, table: str, columns: Sequence[Column], rows: Iterable[Row]) -> int:
    """Write a table; every column may be null; what it holds stands in the column's metadata.

    Raises:
        ExportError: pyarrow is not installed.
    """
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as problem:
        raise ExportError("Parquet needs pyarrow: pip install 'musnad[parquet]'") from problem
    kinds = {"text": pa.string(), "integer": pa.int64(), "number": pa.float64(), "boolean": pa.bool_()}
    schema = pa.schema(
        [pa.field(c.name, kinds[c.type], metadata={"about": c.about}) for c in columns], metadata={"table": table}
    )
    count, left = 0, iter(rows)
    with pq.ParquetWriter(out, schema, compression="zstd") as writer:
        while chunk := list(islice(left, _CHUNK)):
            arrays = [
                pa.array(values, type=field.type)
                for values, field in zip(zip(*chunk, strict=True), schema, strict=True)
            ]
            writer.write_table(pa.Table.from_arrays(arrays, schema=schema))
            count += len(chunk)
    return count
