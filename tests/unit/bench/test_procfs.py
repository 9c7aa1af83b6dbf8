"""What the kernel says of processes."""

from __future__ import annotations

import os
import subprocess
import sys

from hypothesis import given
from hypothesis import strategies as st

from bench import procfs

NUMBERS = "1 8260 8259 0 -1 4194560 900 50 0 0 11 7 3 2 20 0 4 0 1000 1 1"
names = st.text(st.characters(codec="utf-8", exclude_characters="\n"), max_size=15)


@given(names)
def test_a_command_with_blanks_and_parentheses_does_not_shift_the_fields(name: str) -> None:
    stat = procfs.parse_stat(f"4321 ({name}) S {NUMBERS}\n")
    assert stat == procfs.Stat(pid=4321, state="S", session=8259, cpu_ticks=11 + 7 + 3 + 2)


def test_the_pss_line_is_read_in_bytes() -> None:
    assert (
        procfs.parse_pss("55d0-7ffe ---p 0 00:00 0 [rollup]\nRss:  9000 kB\nPss:  4321 kB\nPss_Dirty: 9 kB\n")
        == 4_424_704
    )


def test_idle_and_waiting_time_is_not_busy_time() -> None:
    assert procfs.parse_busy_ticks("cpu  10 1 20 5000 600 3 4 0 0 0\ncpu0 1 1 1 1 1 1 1 0 0 0\n") == 10 + 1 + 20 + 3 + 4


def test_a_server_and_its_child_are_found_by_their_session_and_nobody_else_is() -> None:
    script = (
        "import subprocess, sys; sum(range(5_000_000)); subprocess.Popen(['sleep', '60']); "
        "print('up', flush=True); sys.stdin.read()"
    )
    leader = subprocess.Popen(
        [sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True
    )
    with leader:
        assert leader.stdout is not None
        leader.stdout.readline()
        found = {stat.pid for stat in procfs.members(leader.pid)}
        try:
            assert leader.pid in found and len(found) == 2
            assert os.getpid() not in found
            assert procfs.pss_bytes(leader.pid) > 1_000_000
            assert procfs.cpu_seconds(leader.pid) > 0
        finally:
            for pid in found:
                os.kill(pid, 9)
