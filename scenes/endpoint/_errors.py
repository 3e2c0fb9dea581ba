"""What can go wrong with a language model, each kind by its own name."""

from scenes._errors import InputError


class EndpointError(InputError):
    """A language model gave no answer that can be used; one clear line, as any `InputError`."""


class SpendingLimitError(EndpointError):
    """Every request that was allowed has been sent."""


class UnreachableError(EndpointError):
    """No answer came, or only errors that pass by themselves, in as many tries as are allowed."""


class RejectedRequestError(EndpointError):
    """The server refuses the request itself (HTTP status 4xx, or a redirect)."""


class ProtocolError(EndpointError):
    """What came is no chat completion."""


class OversizedAnswerError(EndpointError):
    """More came than is read."""


class RefusedAnswerError(EndpointError):
    """The model declines."""


class FilteredAnswerError(EndpointError):
    """The server's content filter withheld the answer."""


class EmptyAnswerError(EndpointError):
    """The answer has no text."""


class TruncatedAnswerError(EndpointError):
    """The answer was cut off at the largest number of tokens."""


class MalformedAnswerError(EndpointError):
    """The answer does not fit the schema, not even when asked again."""
