"""What people and things are called in sentences."""

import re

from scenes.language import NOUNS

ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")
NUMBER_WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def noun_of(name: str) -> str:
    """The noun in the name of a person: `man` of `man_2`; "" where the name is a proper one."""
    noun = re.sub(r"_\d+$", "", name)
    return noun if noun in NOUNS else ""


def the(name: str) -> str:
    """`the woman`, `the second man`, or a proper name as it is."""
    noun, number = noun_of(name), re.search(r"_(\d+)$", name)
    if not noun:
        return name
    if number and 0 < int(number[1]) <= len(ORDINALS):
        return f"the {ORDINALS[int(number[1]) - 1]} {noun}"
    return f"the {noun}"


def one(name: str) -> str:
    """`a woman`, or as `the` says it."""
    noun = noun_of(name)
    return article(noun) if noun == name else the(name)


def article(noun: str) -> str:
    """`a bed`, `an armchair`."""
    return f"an {noun}" if noun[:1] in "aeiou" else f"a {noun}"


def thing(kind: str) -> str:
    """`night stand` of `night_stand`."""
    return kind.replace("_", " ")


def plural(noun: str) -> str:
    """`benches`, `shelves`, `people`."""
    irregular = {"person": "people", "man": "men", "woman": "women", "child": "children"}
    if noun in irregular:
        return irregular[noun]
    if noun.endswith("shelf"):
        return f"{noun[:-1]}ves"
    if noun.endswith(("s", "sh", "ch", "x", "z")):
        return f"{noun}es"
    return f"{noun[:-1]}ies" if noun.endswith("y") and noun[-2] not in "aeiou" else f"{noun}s"


def counted(count: int, noun: str) -> str:
    """`one chair`, `two chairs`, `12 chairs`."""
    word = NUMBER_WORDS[count] if count < len(NUMBER_WORDS) else str(count)
    return f"{word} {noun if count == 1 else plural(noun)}"


def times(count: int) -> str:
    """`once`, `twice`, `three times`, `12 times`."""
    few = {1: "once", 2: "twice"}
    word = NUMBER_WORDS[count] if count < len(NUMBER_WORDS) else str(count)
    return few.get(count, f"{word} times")


def listed(words: list[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    return " and ".join(filter(None, [", ".join(words[:-1]), words[-1]])) if words else ""


def capitalised(text: str) -> str:
    """The text with a capital letter at its beginning."""
    return text[:1].upper() + text[1:]
