from itertools import pairwise

import pytest

from components.access import Act, Role, may, require
from components.errors import NotAllowedError

#: Who may do what on a server, written out once more by hand.
SHARED = {
    Role.ANONYMOUS: {Act.LOOK},
    Role.VIEWER: {Act.LOOK},
    Role.CONTRIBUTOR: {Act.LOOK, Act.PROPOSE, Act.UPLOAD, Act.FETCH},
    Role.EDITOR: {Act.LOOK, Act.PROPOSE, Act.UPLOAD, Act.FETCH, Act.WRITE, Act.REVIEW},
    Role.OPERATOR: set(Act),
}


@pytest.mark.parametrize("act", list(Act))
@pytest.mark.parametrize("role", list(Role))
def test_on_a_server_a_role_may_what_the_table_says(role, act):
    assert may("shared", role, act) == (act in SHARED[role])


@pytest.mark.parametrize("act", list(Act))
@pytest.mark.parametrize("role", list(Role))
def test_the_person_at_the_machine_may_do_everything(role, act):
    assert may("local", role, act)


@pytest.mark.parametrize("act", sorted(set(Act) - {Act.LOOK}))
def test_without_sign_in_a_server_refuses_every_write_upload_and_fetch(act):
    with pytest.raises(NotAllowedError) as caught:
        require("shared", Role.ANONYMOUS, act)
    assert (caught.value.mode, caught.value.role, caught.value.act) == ("shared", "anonymous", act)


@pytest.mark.parametrize("mode", ["", "LOCAL", "anything"])
def test_a_mode_that_is_not_local_counts_as_shared(mode):
    assert not may(mode, Role.ANONYMOUS, Act.WRITE)


def test_a_higher_role_may_all_that_a_lower_one_may():
    roles = list(Role)
    for lower, higher in pairwise(roles):
        assert SHARED[lower] <= SHARED[higher]


def test_who_may_passes_the_door():
    require("shared", Role.EDITOR, Act.WRITE)
    require("local", Role.ANONYMOUS, Act.LOAD)
