"""Which situation a reader looks at: the one in the address, else the one of this session, else that of the settings.

What a stranger gets wrong: the navigation drops the query, so a session remembers what its address once said and writes
it back. An id that is not here is never an error: the usual situation opens, with a notice.
"""

from __future__ import annotations

import logging

import streamlit as st

from components.errors import ConflictMapError, NotFoundError
from components.panels.desk import Desk
from components.web.services import Services

log = logging.getLogger(__name__)
PARAMETER = "situation"
_KEY = "cm-situation"


def chosen_desk(services: Services) -> tuple[Desk, str]:
    """The desk of the reader, and one sentence when the address names a situation that is not here.

    Raises:
        ConflictMapError: the usual situation cannot be opened.
    """
    usual = services.settings.situation
    asked = st.query_params.get(PARAMETER, "") or str(st.session_state.get(_KEY, usual))
    notice = ""
    if asked == usual:
        desk = services.desk()
    else:
        try:
            desk = services.desk(asked)
        except NotFoundError:
            desk, notice = services.desk(), "There is no such situation here; this is the usual one."
        except ConflictMapError:
            log.exception("a situation could not be opened")
            desk, notice = services.desk(), "That situation could not be opened; this is the usual one."
    st.session_state[_KEY] = desk.situation.id
    if desk.home and st.query_params.get(PARAMETER) != desk.situation.id:
        st.query_params[PARAMETER] = desk.situation.id
    return desk, notice
