"""Two pieces of work that do not depend on each other, in two processes."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")
CAN_FORK = "fork" in multiprocessing.get_all_start_methods()
"""Whether a second process can share what this one has in memory."""


def in_two(here: Callable[[], T], there: Callable[[], T]) -> tuple[T, T]:
    """What two functions return, the second run by a forked process that shares our memory.

    Raises RuntimeError when the second ends without an answer; it has said why on stderr.
    """
    context = multiprocessing.get_context("fork")
    receiver, sender = context.Pipe(duplex=False)
    child = context.Process(target=lambda: sender.send(there()))
    child.start()
    sender.close()
    found = here()
    try:
        return found, receiver.recv()
    except EOFError:
        raise RuntimeError("a part of the work was not done, see the error above") from None
    finally:
        child.join()
