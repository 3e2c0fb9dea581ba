"""What a bench measured: rows that are judged, and what this machine could not measure."""

import json
import math
from dataclasses import asdict, dataclass

from rich.table import Table


@dataclass(frozen=True)
class Row:
    """One contract figure.

    Attributes:
        id: Name of the figure, unique in its report.
        value: What was measured.
        limit: What it must not pass.
        unit: Unit of both ("" for a ratio or a count).
        ok: Whether the value keeps to the limit.
    """

    id: str
    value: float
    limit: float
    unit: str
    ok: bool

    def __post_init__(self) -> None:
        object.__setattr__(self, "value", float(self.value))
        object.__setattr__(self, "limit", float(self.limit))
        object.__setattr__(self, "ok", bool(self.ok))
        if not (math.isfinite(self.value) and math.isfinite(self.limit)):
            raise ValueError(f"{self.id}: value {self.value} and limit {self.limit} must be finite")

    @classmethod
    def at_most(cls, id: str, value: float, limit: float, unit: str) -> "Row":
        """A figure that is good when it is `limit` or less."""
        return cls(id, value, limit, unit, ok=bool(value <= limit))

    @classmethod
    def at_least(cls, id: str, value: float, limit: float, unit: str) -> "Row":
        """A figure that is good when it is `limit` or more."""
        return cls(id, value, limit, unit, ok=bool(value >= limit))


@dataclass(frozen=True)
class Report:
    """The outcome of a bench.

    Attributes:
        rows: One row a figure.
        not_measured: What this machine cannot measure, one line each, with the reason.
    """

    rows: tuple[Row, ...]
    not_measured: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        names = [row.id for row in self.rows]
        if len(set(names)) != len(names):
            raise ValueError(f"row ids must differ, not {names}")

    @property
    def ok(self) -> bool:
        """Whether something was measured and every figure keeps to its limit."""
        return bool(self.rows) and all(row.ok for row in self.rows)

    def to_json(self) -> str:
        """`{"rows": [{"id", "value", "limit", "unit", "ok"}], "not_measured": [...]}`."""
        content = {
            "rows": [asdict(row) for row in self.rows],
            "not_measured": list(self.not_measured),
        }
        return json.dumps(content, indent=2, allow_nan=False) + "\n"

    def to_table(self, title: str) -> Table:
        """The same as a table for the terminal."""
        table = Table("figure", "value", "limit", "unit", "ok", title=title, title_justify="left")
        for row in self.rows:
            verdict = "[green]yes" if row.ok else "[red]no"
            table.add_row(row.id, f"{row.value:.4g}", f"{row.limit:.4g}", row.unit, verdict)
        for line in self.not_measured:
            table.add_row(line, "not measured", "", "", "")
        return table
