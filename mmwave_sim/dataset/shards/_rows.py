"""Rows of clips as Parquet whose bytes follow from the rows alone."""

import io
from collections.abc import Iterable
from typing import Any, Final

import pyarrow as pa
import pyarrow.parquet as pq

from mmwave_sim._errors import InputError

TEXTS: Final = pa.list_(pa.string())

SCHEMA: Final = pa.schema(
    [
        ("index", pa.int64()),
        ("dataset_seed", pa.int64()),
        ("seed", pa.int64()),
        ("specification", pa.string()),
        ("kind", pa.string()),
        ("radar", pa.string()),
        ("frames", pa.int32()),
        ("duration_s", pa.float64()),
        ("text", pa.string()),
        ("caption_statistical", pa.string()),
        ("caption_structural", pa.string()),
        ("caption_semantic", pa.string()),
        ("people", pa.int32()),
        ("rooms", TEXTS),
        ("activities", TEXTS),
        ("nearest_m", pa.float64()),
        ("farthest_m", pa.float64()),
        ("fastest_m_per_s", pa.float64()),
        ("failures", TEXTS),
        ("labels", pa.string()),
        ("cube_scale", pa.float64()),
        ("warnings", TEXTS),
        ("code", pa.string()),
        ("recipe", pa.string()),
    ]
)
"""What a shard says of its clips."""

MANIFEST_SCHEMA: Final = pa.schema(
    [
        ("clip", pa.int64()),
        ("shard", pa.string()),
        ("position", pa.int32()),
        ("shard_sha256", pa.string()),
        *SCHEMA,
    ]
)
"""What the manifest says of every clip: where it is, and what its shard says of it."""

IDENTITY_KEY: Final = b"mmwave_sim.dataset"
"""Under it each file of rows keeps a copy of `dataset.json`, to mend that from."""

_OPTIONS: Final[dict[str, Any]] = {"compression": "zstd", "compression_level": 3}


def rows_to_bytes(rows: list[dict[str, Any]], identity: bytes) -> bytes:
    """Rows of a shard as a Parquet file.

    Args:
        rows: As `make_clip` gives them.
        identity: The data set's `dataset.json`.
    """
    schema = SCHEMA.with_metadata({IDENTITY_KEY: identity})
    out = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(rows, schema=schema), out, **_OPTIONS)
    return out.getvalue()


def table_from_bytes(content: bytes, name: str) -> pa.Table:
    """The table in a Parquet file.

    Raises:
        InputError: It is damaged.
    """
    try:
        return pq.read_table(io.BytesIO(content))
    except (pa.ArrowException, OSError, ValueError) as error:
        raise InputError(
            expected=f"a whole Parquet file {name}",
            found="damaged bytes",
            do="run mmwave dataset repair",
        ) from error


def manifest_table(table: pa.Table, first: int, shard: str, digest: str) -> pa.Table:
    """Rows of a shard with what says where they are."""
    count = len(table)
    columns = [
        pa.array(range(first, first + count), pa.int64()),
        pa.array([shard] * count, pa.string()),
        pa.array(range(count), pa.int32()),
        pa.array([digest] * count, pa.string()),
        *(table[name] for name in SCHEMA.names),
    ]
    return pa.Table.from_arrays(columns, schema=MANIFEST_SCHEMA)


def manifest_to_bytes(tables: Iterable[pa.Table], identity: bytes) -> bytes:
    """The manifest as a Parquet file with a row group for each shard."""
    schema = MANIFEST_SCHEMA.with_metadata({IDENTITY_KEY: identity})
    out = io.BytesIO()
    with pq.ParquetWriter(out, schema, **_OPTIONS) as writer:
        for table in tables:
            writer.write_table(table.replace_schema_metadata(schema.metadata))
    return out.getvalue()
