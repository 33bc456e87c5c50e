"""Work of two processes: what comes back, and what happens when one of them fails."""

from __future__ import annotations

import multiprocessing
import os
import time

import pytest

from macros.catalog.in_two import Beside, in_two


def test_both_answers_come_back() -> None:
    """Each is made by a process of its own."""
    here, there = in_two(os.getpid, os.getpid)
    assert here == os.getpid() != there


def test_a_second_process_that_fails_is_told(capfd: pytest.CaptureFixture) -> None:
    """The reason is on stderr, and the first does not wait for ever."""
    with pytest.raises(RuntimeError, match="not done"):
        in_two(lambda: 1, lambda: 1 // 0)
    assert "ZeroDivisionError" in capfd.readouterr().err


def test_a_failure_here_ends_the_other() -> None:
    """Nothing is written behind the back of the one who failed."""
    with pytest.raises(ZeroDivisionError):
        in_two(lambda: 1 // 0, lambda: time.sleep(600))
    assert multiprocessing.active_children() == []


def test_work_that_is_stopped_is_not_finished() -> None:
    """And asking for its result says so."""
    other = Beside(lambda: time.sleep(600))
    other.stop()
    with pytest.raises(RuntimeError, match="not done"):
        other.result()
