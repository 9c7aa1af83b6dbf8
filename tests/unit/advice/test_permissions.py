"""What each role may do."""

from __future__ import annotations

from quiz.advice.permissions import PERMISSIONS, Permission, allows
from quiz.advice.workflow import Role


def test_every_role_has_its_permissions_and_no_more() -> None:
    assert {role: {permission.value for permission in Permission if allows(role, permission)} for role in Role} == {
        Role.VIEWER: {"figures"},
        Role.ADVISOR: {"answer"},
        Role.EDITOR: {"figures", "answer", "edit"},
        Role.ADMIN: {"figures", "answer", "edit", "audit"},
    }
    assert set(PERMISSIONS) == set(Role)
