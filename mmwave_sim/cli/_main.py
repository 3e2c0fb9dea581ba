"""Finds the verb, runs it, and turns what the user got wrong into one line and exit code 2."""

import os
import sys
from collections.abc import Sequence
from importlib.metadata import version
from itertools import takewhile

from mmwave_sim._errors import InputError
from mmwave_sim.cli._verbs import Verb, installed_verbs

USAGE_ERROR = 2
INTERRUPTED = 130
BROKEN_PIPE = 141


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the `mmwave` command.

    Args:
        arguments: What follows `mmwave`; the process's own arguments by default.

    Returns:
        Exit code: 0, the verb's own, 2 for input that cannot be used, 130 when interrupted and
        141 when the reader of the output went away.
    """
    try:
        code = _run(list(sys.argv[1:] if arguments is None else arguments))
        sys.stdout.flush()
        return code
    except KeyboardInterrupt:
        return _complain("interrupted", INTERRUPTED)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return BROKEN_PIPE
    except ValueError as error:
        if not _is_input_error(error):
            raise
        return _complain(str(error), USAGE_ERROR)
    except OSError as error:
        if error.filename is None:
            raise
        return _complain(f"{error.filename}: {error.strerror}", USAGE_ERROR)


def _run(arguments: list[str]) -> int:
    verbs = installed_verbs()
    words = tuple(takewhile(lambda word: not word.startswith("-"), arguments))
    options = arguments[len(words) :]
    verb = _longest_match(verbs, words)
    if verb is not None:
        return _call(verb, arguments[len(verb.words) :])
    if arguments == ["--version"]:
        print(f"mmwave-sim {version('mmwave-sim')}")
        return 0
    group = tuple(verb for verb in verbs if verb.words[: len(words)] == words)
    asked = options in (["-h"], ["--help"])
    if not group or (options and not asked):
        raise InputError(
            expected=f"a verb ({', '.join(verb.title for verb in verbs)})",
            found=repr(" ".join(arguments)),
            do="see mmwave --help",
        )
    print(_listing(words, group), file=sys.stdout if asked else sys.stderr)
    return 0 if asked else USAGE_ERROR


def _longest_match(verbs: tuple[Verb, ...], words: tuple[str, ...]) -> Verb | None:
    fitting = (verb for verb in verbs if words[: len(verb.words)] == verb.words)
    return max(fitting, key=lambda verb: len(verb.words), default=None)


def _call(verb: Verb, arguments: list[str]) -> int:
    import tyro

    function = verb.load()
    code = tyro.cli(
        function,
        prog=f"mmwave {verb.title}",
        args=arguments,
        config=(tyro.conf.FlagCreatePairsOff,),
    )
    return code or 0


def _listing(words: tuple[str, ...], verbs: tuple[Verb, ...]) -> str:
    """Help for the whole command or for one of its groups."""
    width = max(len(verb.title) for verb in verbs)
    lines = [f"usage: {' '.join(('mmwave', *words))} VERB ...", ""]
    if not words:
        lines += [(sys.modules["mmwave_sim"].__doc__ or "").split("\n")[0], ""]
    lines += [f"  {verb.title:{width}}  {verb.summary()}".rstrip() for verb in verbs]
    lines += ["", "mmwave VERB --help describes a verb; mmwave --version prints the version."]
    return "\n".join(lines)


def _is_input_error(error: ValueError) -> bool:
    """Whether this is some package's `InputError`; they are separate classes, by layering."""
    return any(
        base.__name__ == "InputError" and base.__module__.endswith("._errors")
        for base in type(error).__mro__
    )


def _complain(line: str, code: int) -> int:
    print(f"mmwave: {' '.join(line.splitlines())}", file=sys.stderr)
    return code
