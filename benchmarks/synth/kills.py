"""A data set whose making is killed again and again."""

import random
import time
from pathlib import Path

from benchmarks.synth.sets import begun_there, made_there


def killed_and_finished(folder: Path, clips: int, kills: int, moments: random.Random) -> int:
    """Kills the making at random moments, then lets it finish.

    A process is killed some time after it began, or after it made its first clip, so that some die
    while they load, some while they simulate and some while they write.

    Args:
        folder: Where it is made.
        clips: How many clips.
        kills: How often it is killed.
        moments: Draws the moments.

    Returns:
        How many processes were at work when they were killed.
    """
    at_work = 0
    for number in range(kills):
        process = begun_there(folder, clips, workers=2 if number % 5 == 4 else 1)
        assert process.stdout is not None
        with process.stdout as lines:
            if number % 4:
                lines.readline()
            time.sleep(moments.uniform(0.0, 2.0))
            at_work += process.poll() is None
            process.kill()
            process.wait()
    made_there(folder, clips)
    return at_work
