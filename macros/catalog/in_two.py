"""Two pieces of work that do not depend on each other, in two processes."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from typing import Generic, TypeVar

S = TypeVar("S")
T = TypeVar("T")
CAN_FORK = "fork" in multiprocessing.get_all_start_methods()
"""Whether a second process can share what this one has in memory."""


class Beside(Generic[T]):
    """Work that a forked process does beside us: it shares our memory, and tells nobody but us."""

    def __init__(self, work: Callable[[], T]) -> None:
        context = multiprocessing.get_context("fork")
        self._receiver, sender = context.Pipe(duplex=False)

        def there() -> None:
            # Else it would hold its own reader, and wait for ever to be read when we are gone.
            self._receiver.close()
            sender.send(work())

        self._process = context.Process(target=there, daemon=True)
        self._process.start()
        sender.close()

    def meanwhile(self, work: Callable[[], S]) -> S:
        """What our own part of the work returns; if that fails, the other is ended too."""
        try:
            return work()
        except BaseException:
            self.stop()
            raise

    def result(self) -> T:
        """What the other work returns, waited for. Raises RuntimeError when it ends without: stderr says why."""
        try:
            found = self._receiver.recv()
        except (EOFError, OSError):
            self._process.join()
            raise RuntimeError("a part of the work was not done, see the error above") from None
        except BaseException:
            self.stop()
            raise
        self._process.join()
        return found

    def stop(self) -> None:
        """End it, whatever it is doing."""
        self._process.terminate()
        self._process.join()


def in_two(here: Callable[[], T], there: Callable[[], T]) -> tuple[T, T]:
    """What two functions return, the second run by a process beside us; raises RuntimeError as `Beside` does."""
    other = Beside(there)
    return other.meanwhile(here), other.result()
