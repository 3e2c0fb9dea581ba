"""The data card: a Markdown page with counts, statistics and pictures."""

from collections.abc import Sequence
from dataclasses import asdict

from mmwave_sim.dataset.shards import Identity, ShardPlan, Store
from mmwave_sim.dataset.tending._assemble import CARD, PICTURES, shard_rows
from mmwave_sim.dataset.tending._card_pictures import pictures_of
from mmwave_sim.dataset.tending._statistics import Statistics
from scenes.motion import LIMITS

MOST_PICTURED = 4
"""How many kinds of clips are shown."""

_TITLES = {
    "kind": "kind",
    "radar": "radar",
    "people": "people in a clip",
    "rooms": "room",
    "activities": "activity",
}

_SPREADS = {
    "nearest_m": "least distance of a trunk (m)",
    "farthest_m": "largest distance of a trunk (m)",
    "fastest_m_per_s": "largest speed of a trunk (m/s)",
}


def card_files(store: Store, plans: Sequence[ShardPlan], identity: Identity) -> dict[str, bytes]:
    """The card and its pictures, by their names in the data set; made from the shards alone."""
    found = Statistics()
    for plan in plans:
        found.add(plan.number, shard_rows(store, plan, identity))
    shown = sorted(found.pictured.items())[:MOST_PICTURED]
    pictures: dict[str, bytes] = {}
    lines = _introduction(identity, found, len(plans))
    for kind, (shard, position) in shown:
        lines += ["", f"### {kind}", ""]
        for name, content in pictures_of(store, plans[shard], kind, position).items():
            pictures[f"{PICTURES}/{name}"] = content
            lines.append(f"![{kind}]({PICTURES}/{name})")
    lines += [*_statistics(found), *_plausibility(found), *_use(identity)]
    return {CARD: ("\n".join(lines) + "\n").encode(), **pictures}


def _introduction(identity: Identity, found: Statistics, shards: int) -> list[str]:
    own = identity.specification
    seeds = ", ".join(f"{one.dataset_seed} ({one.clips:,} clips)" for one in identity.members)
    return [
        f"# {own.name}",
        "",
        own.description or "Simulated radar recordings of people.",
        "",
        f"{found.clips:,} clips, {found.duration_s / 3600:,.2f} hours, in {shards:,} shards. "
        f"Seed {seeds}. Made by mmwave-sim {identity.code}. Everything here is simulated.",
        "",
        "## Examples",
    ]


def _statistics(found: Statistics) -> list[str]:
    lines = ["", "## What is in it"]
    for name, title in _TITLES.items():
        lines += ["", f"| {title} | clips | share |", "|---|---|---|"]
        for value, count in sorted(found.counts[name].items(), key=lambda one: (-one[1], one[0])):
            lines.append(f"| {value} | {count:,} | {count / found.clips:.1%} |")
    lines += ["", "| quantity | 5 % | 50 % | 95 % |", "|---|---|---|---|"]
    for name, title in _SPREADS.items():
        low, middle, high = found.quantiles(name)
        lines.append(f"| {title} | {low:.2f} | {middle:.2f} | {high:.2f} |")
    return lines


def _plausibility(found: Statistics) -> list[str]:
    limits = asdict(LIMITS)
    heads = " | ".join(f"{name} > {limit:g}" for name, limit in limits.items())
    lines = [
        "",
        "## Plausibility of the motions",
        "",
        "Share of the motions (one person in one clip) that break each limit of "
        "`scenes.motion.LIMITS`; a motion counts under each activity in it.",
        "",
        f"| activity | motions | {heads} |",
        f"|---|---|{'---|' * len(limits)}",
    ]
    for activity, motions in sorted(found.motions.items()):
        shares = " | ".join(f"{found.failed[activity][name] / motions:.1%}" for name in limits)
        lines.append(f"| {activity or 'all'} | {motions:,} | {shares} |")
    return lines


def _use(identity: Identity) -> list[str]:
    radars = ", ".join(share.name for share in identity.specification.radars)
    return [
        "",
        "## Use",
        "",
        "```python",
        "from mmwave_sim.dataset import Dataset",
        "",
        'data = Dataset("this folder")',
        "sample = data[0]",
        'cube, words = sample.cube(), sample.row["caption_semantic"]',
        "```",
        "",
        f"Radars: {radars}. `manifest.parquet` has a row for each clip: labels, captions, and the "
        "recipe that makes it again. `shards` are Zarr v3 groups, and `checksums.json` lists "
        "SHA-256 digests, which `mmwave dataset verify` checks.",
        "",
        "## Licence",
        "",
        identity.specification.licence or "None is stated.",
    ]
