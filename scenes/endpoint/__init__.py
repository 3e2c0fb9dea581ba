"""A language model behind an OpenAI-compatible address, held to limits and to a schema."""

from scenes.endpoint._endpoint import VARIABLES, Endpoint
from scenes.endpoint._errors import (
    EmptyAnswerError,
    EndpointError,
    FilteredAnswerError,
    MalformedAnswerError,
    OversizedAnswerError,
    ProtocolError,
    RefusedAnswerError,
    RejectedRequestError,
    SpendingLimitError,
    TruncatedAnswerError,
    UnreachableError,
)
from scenes.endpoint._limits import Limits
from scenes.endpoint._message import Message
from scenes.endpoint._quote import quoted

__all__ = [
    "VARIABLES",
    "EmptyAnswerError",
    "Endpoint",
    "EndpointError",
    "FilteredAnswerError",
    "Limits",
    "MalformedAnswerError",
    "Message",
    "OversizedAnswerError",
    "ProtocolError",
    "RefusedAnswerError",
    "RejectedRequestError",
    "SpendingLimitError",
    "TruncatedAnswerError",
    "UnreachableError",
    "quoted",
]
