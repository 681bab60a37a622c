"""Who may do what: a pure table.

What a stranger gets wrong: hiding a button is no protection. Every door (page, message, route) asks `may` or
`require` again, and an unknown person is anonymous, never an editor.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from components.errors import NotAllowedError


class Role(StrEnum):
    """What a person is here, lowest first."""

    ANONYMOUS = "anonymous"  #: not signed in
    VIEWER = "viewer"  #: signed in, nothing more
    CONTRIBUTOR = "contributor"  #: may propose, upload and fetch
    EDITOR = "editor"  #: may also write records and review
    OPERATOR = "operator"  #: may also load situations and give roles


class Act(StrEnum):
    """What can be done."""

    LOOK = "look"
    PROPOSE = "propose"
    UPLOAD = "upload"
    FETCH = "fetch"
    WRITE = "write"
    REVIEW = "review"
    LOAD = "load"
    ADMINISTER = "administer"


_LOWEST: Mapping[Act, Role] = {
    Act.LOOK: Role.ANONYMOUS,
    Act.PROPOSE: Role.CONTRIBUTOR,
    Act.UPLOAD: Role.CONTRIBUTOR,
    Act.FETCH: Role.CONTRIBUTOR,
    Act.WRITE: Role.EDITOR,
    Act.REVIEW: Role.EDITOR,
    Act.LOAD: Role.OPERATOR,
    Act.ADMINISTER: Role.OPERATOR,
}
_RANK = {role: rank for rank, role in enumerate(Role)}


def may(mode: str, role: Role, act: Act) -> bool:
    """Whether a role may do something.

    Args:
        mode: "local": the person at the machine may do everything. Anything else counts as shared: what a role may
            do follows from the table, and an anonymous person may only look.
        role: who asks.
        act: what is asked.

    >>> may("shared", Role.ANONYMOUS, Act.UPLOAD), may("local", Role.ANONYMOUS, Act.UPLOAD)
    (False, True)
    """
    return mode == "local" or _RANK[role] >= _RANK[_LOWEST[act]]


def require(mode: str, role: Role, act: Act) -> None:
    """The same, as a door.

    Raises:
        NotAllowedError: the role may not.
    """
    if not may(mode, role, act):
        raise NotAllowedError(mode, role, act)
