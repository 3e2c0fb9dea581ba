"""What is measured on a body is measured once, for as long as the body is in use."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar
from weakref import WeakKeyDictionary

from scenes.bodies import Body

T = TypeVar("T")


def once_a_body(measure: Callable[[Body], T]) -> Callable[[Body], T]:
    """The same function, which remembers its results; it keeps no body alive."""
    found: WeakKeyDictionary[Body, T] = WeakKeyDictionary()

    @wraps(measure)
    def remembered(body: Body) -> T:
        if body not in found:
            found[body] = measure(body)
        return found[body]

    return remembered
