"""How much an endpoint may cost: requests, time and length."""

import threading
from dataclasses import dataclass

from scenes._errors import InputError
from scenes.endpoint._errors import SpendingLimitError


@dataclass(frozen=True)
class Limits:
    """What a program may ask of an endpoint.

    Attributes:
        requests: Requests in all, retries included, before the endpoint refuses to send more.
        timeout_s: Longest time from sending a request to the end of its answer, s.
        retries: Further tries after a connection error, a timeout or a status of 408, 429 or 5xx.
        backoff_s: Pause before the first retry, s; it doubles from one to the next.
        longest_pause_s: Longest pause, also where the server asks for a longer one, s.
        answer_tokens: Longest answer asked of the model, tokens.
        answer_bytes: Longest answer that is read, bytes.
    """

    requests: int = 200
    timeout_s: float = 120.0
    retries: int = 3
    backoff_s: float = 1.0
    longest_pause_s: float = 30.0
    answer_tokens: int = 8192
    answer_bytes: int = 2**21

    def __post_init__(self) -> None:
        """Refuses limits that cannot be kept."""
        least = {"requests": 0, "retries": 0, "backoff_s": 0, "longest_pause_s": 0}
        for name, value in vars(self).items():
            if not least.get(name, 1e-3) <= value < float("inf"):
                raise InputError(
                    expected=f"a limit {name} of {least.get(name, 'more than 0')} or more",
                    found=f"{value!r}"[:40],
                    do="correct it",
                )


class Spending:
    """Counts requests; safe between threads."""

    def __init__(self) -> None:
        """Nothing is spent yet."""
        self._lock = threading.Lock()
        self._requests = 0

    @property
    def requests(self) -> int:
        """Requests sent so far, retries included."""
        return self._requests

    def spend(self, allowed: int) -> None:
        """Counts a request that is about to be sent.

        Raises:
            SpendingLimitError: As many as allowed have been sent already.
        """
        with self._lock:
            if self._requests >= allowed:
                raise SpendingLimitError(
                    expected=f"at most {allowed} requests to the language model, retries included",
                    found="the need for one more",
                    do="raise the limit (MMWAVE_LLM_REQUESTS), or ask for less",
                )
            self._requests += 1
