"""Which addresses and keys may be used: https, or http on this very machine; no secrets in URLs."""

import ipaddress
import re

from pydantic import SecretStr

from scenes._errors import InputError
from scenes.endpoint._quote import quoted

URL = re.compile(
    r"(?P<scheme>https?)://(?P<host>\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9.-]+)(?P<port>:\d{1,5})?"
    r"(?P<path>/[\w.~/%:@+-]*)?",
    re.ASCII,
)
"""Everything else (names and passwords, queries, fragments) is refused."""

KEY = re.compile(r"[!#-&(-\[\]-~]*", re.ASCII)
"""Printable ASCII without spaces, quotes and backslashes, so that it reads the same in any log."""


def checked_url(url: str) -> str:
    """The base address without a slash at its end.

    Raises:
        InputError: It is not https, nor http on the loopback, or holds more than scheme, host,
            port and path.
    """
    parts = URL.fullmatch(url)
    if parts is None:
        raise _refusal("something else (it is not shown, for it may hold a secret)")
    if parts["scheme"] == "http" and not is_loopback(url):
        raise _refusal(f"http to {quoted(parts['host'])}, which anybody on the way can read")
    return url.rstrip("/")


def is_loopback(url: str) -> bool:
    """Whether an address is on this machine: 127.0.0.0/8, ::1 or localhost."""
    parts = URL.fullmatch(url)
    host = parts["host"].strip("[]").lower() if parts else ""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def checked_key(key: SecretStr) -> SecretStr:
    """The key, if it can be sent.

    Raises:
        InputError: It is no `SecretStr`, or holds characters that no key has; does not show it.
    """
    if isinstance(key, SecretStr) and KEY.fullmatch(key.get_secret_value()):
        return key
    raise InputError(
        expected="a key of printable ASCII characters without spaces, quotes and backslashes, "
        "as a pydantic.SecretStr",
        found="another (it is not shown)",
        do="correct MMWAVE_LLM_KEY",
    )


def _refusal(found: str) -> InputError:
    return InputError(
        expected="the base address of a language model such as https://HOST/v1, or "
        "http://127.0.0.1:PORT/v1 on this machine, without user, query or fragment",
        found=found,
        do="correct MMWAVE_LLM_URL; a key belongs into MMWAVE_LLM_KEY",
    )
