"""The error that a user sees survives the way out of a worker process."""

import pickle

import pytest

import mmwave_sim
import scenes
from scenes.endpoint import EndpointError


@pytest.mark.parametrize("kind", [mmwave_sim.InputError, scenes.InputError, EndpointError])
def test_an_error_comes_through_from_another_process(kind: type[Exception]) -> None:
    error = kind(expected="a pear", found="an apple", do="swap them")  # type: ignore[call-arg]
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is kind
    assert str(again) == "expected a pear; found an apple; swap them"
