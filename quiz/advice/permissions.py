"""What each role may do: one table.

Roles are no ladder: who answers questions sees no figures, and who sees figures answers no questions.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from quiz.advice.workflow import Role


class Permission(StrEnum):
    """Something that only some of those who work here may do."""

    FIGURES = "figures"
    """See aggregates of the diagnostic, and export them."""
    ANSWER = "answer"
    """Answer at the desk what was assigned."""
    EDIT = "edit"
    """Do everything at the desk."""
    AUDIT = "audit"
    """See who saw what, and who exported it."""


PERMISSIONS: Mapping[Role, frozenset[Permission]] = MappingProxyType(
    {
        Role.VIEWER: frozenset({Permission.FIGURES}),
        Role.ADVISOR: frozenset({Permission.ANSWER}),
        Role.EDITOR: frozenset({Permission.FIGURES, Permission.ANSWER, Permission.EDIT}),
        Role.ADMIN: frozenset(Permission),
    }
)


def allows(role: Role, permission: Permission) -> bool:
    """Say whether a role may do something."""
    return permission in PERMISSIONS[role]
