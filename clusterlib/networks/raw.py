"""What a file of any shape says of a network, before it is known to be a cluster."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from clusterlib.files.csv_tables import Row, Table

#: Source, target and weight as the file has it.
Tie = tuple[str, str, str]


@dataclass
class RawNetwork:
    """A network as its file has it.

    Attributes
    ----------
    ties, actors : Table or None
        None where the file has none. The rows of a file that is no table have no lines.
    directed : bool or None
        None where the file does not say.
    notes : list of str
        What was done that a reader of the file might not expect.
    also : dict of str to str
        What the file calls actors beside, where a label stands for an id: the id.
    """

    ties: Table | None = None
    actors: Table | None = None
    directed: bool | None = None
    notes: list[str] = field(default_factory=list)
    also: dict[str, str] = field(default_factory=dict)


def as_table(rows: Iterable[Mapping[str, object]], columns: Iterable[str]) -> Table:
    """Return rows of values as a table; what is missing in a row is blank."""
    table = Table(0, list(columns), "")
    for row in rows:
        cells = {name: _cell(row.get(name)) for name in table.columns}
        table.rows.append(Row(0, cells, True))
    return table


def network_of(
    actors: Iterable[str],
    ties: Sequence[Tie],
    *,
    directed: bool | None,
    notes: Iterable[str] = (),
) -> RawNetwork:
    """Return a network of actors without attributes; a tie is source, target and weight."""
    own = sum(source == target for source, target, _ in ties)
    said = [f"{own} ties of an actor with itself are left out"] if own else []
    return RawNetwork(
        as_table(
            ({"source": s, "target": t, "weight": w} for s, t, w in ties if s != t),
            ("source", "target", "weight"),
        ),
        as_table(({"id": actor} for actor in actors), ("id",)),
        directed,
        [*notes, *said],
    )


def either_way(ties: Sequence[Tie]) -> tuple[bool, list[Tie]]:
    """Return whether ties are directed: not if each stands both ways alike, then once is enough.

    Examples
    --------
    >>> either_way([("A", "B", "1"), ("B", "A", "1")])
    (False, [('A', 'B', '1')])
    """
    weights = {(source, target): float(weight) for source, target, weight in ties}
    even = all(weights.get((t, s)) == weight for (s, t), weight in weights.items())
    if not even or len(weights) < len(ties):
        return True, [*ties]
    place = {actor: at for at, actor in enumerate(dict.fromkeys(s for s, _, _ in ties))}
    return False, [tie for tie in ties if place[tie[0]] <= place[tie[1]]]


def _cell(value: object) -> str:
    return "" if value is None else str(value).strip()
