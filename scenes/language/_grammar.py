"""Reads a description word by word; whatever it cannot place, it refuses."""

from scenes.language._cursor import TOKEN, Cursor
from scenes.language._sentence import Action, Person, Sentence, refusal
from scenes.language._words import (
    ADJECTIVES,
    ADVERBS,
    ARTICLES,
    BREATHS,
    DIRECTIONS,
    GLUE,
    HOLDING,
    NOUNS,
    NUMBERS,
    PLURALS,
    POSSESSIVES,
    ROOM_NAMES,
    SECONDS,
    SPEED_UNITS,
    VERBS,
)

MAX_PEOPLE = 2


def read_sentence(text: str) -> Sentence:
    """Understands a description completely.

    Raises:
        InputError: A word is not known, or known words do not make sense together; lists what is
            understood.
    """
    words = TOKEN.findall(text.lower())
    if words and words[-1] == ".":
        words.pop()
    if not words:
        raise refusal("no words")
    tables = (GLUE, NOUNS, PLURALS, ADJECTIVES, ADVERBS, VERBS, NUMBERS)
    known = [word[0].isdecimal() or any(word in table for table in tables) for word in words]
    unknown = dict.fromkeys(w for w, is_known in zip(words, known, strict=True) if not is_known)
    if unknown:
        raise refusal(f"words that are not understood: {', '.join(map(repr, unknown))}")
    return _sentence(Cursor(words))


def _sentence(words: Cursor) -> Sentence:
    result = Sentence()
    if _setting(words, result):
        words.take(",")
    _clause(words, result)
    while words.here():
        if not words.take_any([",", "while"], ["and"], ["while"], [","]):
            raise words.misplaced()
        _clause(words, result)
    return result


def _clause(words: Cursor, result: Sentence) -> None:
    """Somebody, or two, and what they do."""
    group = _somebody(words)
    while words.here() == "and":
        words.take("and")
        group += _somebody(words)
    if len(result.people) + len(group) > MAX_PEOPLE:
        raise refusal(f"more than {MAX_PEOPLE} people")
    action = _predicate(words, result)
    result.people += [Person(person.noun, person.body, action) for person in group]


def _somebody(words: Cursor) -> list[Person]:
    """`a tall woman`, or `two old men`."""
    count = 2 if words.take("two") else 1
    if count == 1 and not words.take_any(*([article] for article in ARTICLES)):
        raise words.misplaced()
    looks: dict[str, float] = {}
    while words.here() in ADJECTIVES:
        looks = _combined(words, looks, ADJECTIVES[words.here()])
    noun = words.here() if count == 1 else PLURALS.get(words.here(), "")
    if noun not in NOUNS:
        raise words.misplaced()
    return [Person(noun, _combined(words, looks, NOUNS[noun]))] * count


def _combined(words: Cursor, looks: dict[str, float], more: dict[str, float]) -> dict[str, float]:
    if looks.keys() & more.keys():
        raise refusal(f"{words.here()!r} against another word about the same thing")
    words.at += 1
    return looks | more


def _predicate(words: Cursor, result: Sentence) -> Action:
    """A verb with all that belongs to it; also picks up the room and the duration."""
    pace = _adverb(words)
    words.take_any(["is"], ["are"])
    pace = pace or _adverb(words)
    if words.here() not in VERBS:
        raise words.misplaced()
    verb = VERBS[words.here()]
    if pace and verb.kind != "walk":
        raise refusal(f"a speed for {words.here()!r}")
    words.at += 1
    action = Action(verb.kind, verb_pace=verb.pace, pace=pace)
    more = {"walk": _of_walk, "stand": _of_stand, "wave": _of_wave}[verb.kind]
    while more(words, action, result) or _breath(words, action) or _setting(words, result):
        pass
    return action


def _of_walk(words: Cursor, action: Action, result: Sentence) -> bool:
    """A manner, a speed or a direction."""
    if words.here() in ADVERBS or words.here() == "at":
        if action.pace or action.speed_m_per_s:
            raise refusal("two speeds for one walk")
        action.pace = _adverb(words)
        action.speed_m_per_s = None if action.pace else _speed(words)
        return True
    if words.take("across", "the"):
        if action.across:
            raise refusal("'across' twice for one walk")
        action.across = True
        _room(words, result)
        return True
    direction = words.take_any(*DIRECTIONS)
    if direction and action.path:
        raise refusal("two directions for one walk")
    action.path = action.path or DIRECTIONS.get(direction, "")
    return bool(direction)


def _of_stand(words: Cursor, action: Action, _: Sentence) -> bool:
    """`still`."""
    if action.still or not words.take("still"):
        return False
    action.still = True
    return True


def _of_wave(words: Cursor, action: Action, _: Sentence) -> bool:
    """`her left hand`."""
    if action.hand or words.here() not in POSSESSIVES:
        return False
    words.at += 1
    action.hand = "left" if words.take("left") else "right"
    if action.hand == "right":
        words.take("right")
    if not words.take("hand"):
        raise words.misplaced()
    return True


def _breath(words: Cursor, action: Action) -> bool:
    """`breathing 15 times a minute`, or `holding their breath`, with or without a comma."""
    if words.here(1 if words.here() == "," else 0) not in ("breathing", "holding"):
        return False
    words.take(",")
    if action.breaths_per_minute is not None:
        raise refusal("two ways to breathe")
    if words.take("breathing"):
        words.take("at")
        action.breaths_per_minute = words.number()
        if not words.take_any(*BREATHS):
            raise words.misplaced()
        return True
    if not words.take_any(*HOLDING):
        raise words.misplaced()
    action.breaths_per_minute = 0.0
    return True


def _adverb(words: Cursor) -> float | None:
    pace = ADVERBS.get(words.here())
    words.at += pace is not None
    return pace


def _speed(words: Cursor) -> float:
    words.take("at")
    value = words.number()
    if not words.take_any(*SPEED_UNITS):
        raise words.misplaced()
    return value


def _setting(words: Cursor, result: Sentence) -> bool:
    """`in the office`, or `for 4 seconds`."""
    if words.take("for"):
        if result.duration_s is not None:
            raise refusal("two durations")
        result.duration_s = words.number()
        if not words.take_any(*SECONDS):
            raise words.misplaced()
        return True
    if words.here() == "in" and words.here(1) in ARTICLES:
        words.at += 2
        _room(words, result)
        return True
    return False


def _room(words: Cursor, result: Sentence) -> None:
    phrase = words.take_any(*ROOM_NAMES)
    if not phrase:
        raise words.misplaced()
    room = ROOM_NAMES[phrase]
    if room and result.room and room != result.room:
        raise refusal(f"two rooms, {result.room} and {room}")
    result.room = room or result.room
