"""`mmwave scenes plan`: many different things that people do, for a goal."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import tyro

from mmwave_sim.cli._progress import progress
from mmwave_sim.cli._targets import ready_file
from mmwave_sim.cli._texts import plain, write_text

if TYPE_CHECKING:
    from scenes.planner import ActivityPlan, Diversity


def plan(
    goal: Annotated[str, tyro.conf.Positional],
    /,
    num: int = 10,
    seed: int = 0,
    json: Path | None = None,
) -> None:
    """Plan what people do, for a goal such as "fall detection for the elderly at home".

    Each line is a sentence for `mmwave scenes make`. A language model plans where one is configured
    (see docs/language-models.md), else a grammar; the last lines say how diverse the plans are.

    Args:
        goal: What the recordings are for.
        num: How many plans, no two of them equal.
        seed: Draws them; a language model need not give the same ones twice.
        json: File to write the plans, step by step, and their diversity to.
    """
    from scenes.endpoint import Endpoint
    from scenes.planner import diversity, plan_activities

    if json is not None:
        ready_file(json, "--json")
    with progress("plans"):
        plans = plan_activities(goal, num, seed, Endpoint.from_environment())
    how = diversity([one.sentence for one in plans], [one.motion for one in plans])
    if json is not None:
        write_text(json, _as_json(goal, seed, plans, how))
    for one in plans:
        print(plain(one.sentence))
    for name, value in asdict(how).items():
        print(f"{name.replace('_', ' ')}: {value:.3g}")


def _as_json(goal: str, seed: int, plans: Sequence["ActivityPlan"], how: "Diversity") -> str:
    content = {
        "goal": goal,
        "seed": seed,
        "plans": [{"sentence": one.sentence, **one.model_dump(mode="json")} for one in plans],
        "diversity": asdict(how),
    }
    return json.dumps(content, indent=2) + "\n"
