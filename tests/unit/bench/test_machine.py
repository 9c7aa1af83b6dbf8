"""The facts of the machine."""

from __future__ import annotations

from pathlib import Path

from bench.machine import filesystem, processor

MOUNTS = "/dev/a / ext4 rw 0 0\ntmpfs /run tmpfs rw 0 0\n/dev/b /srv/with\\040space xfs rw 0 0\n"


def test_the_file_system_is_the_one_of_the_deepest_mount_above_the_folder() -> None:
    assert filesystem(MOUNTS, Path("/srv/with space/var")) == "xfs"
    assert filesystem(MOUNTS, Path("/srv/without")) == "ext4"
    assert filesystem(MOUNTS, Path("/run/x")) == "tmpfs"


def test_the_model_of_the_first_processor_is_told() -> None:
    assert (
        processor("processor\t: 0\nmodel name\t: Some: Model\nprocessor\t: 1\nmodel name\t: Other\n") == "Some: Model"
    )
