"""The way of an entry: who may do what from where, and where it leads."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.advice.workflow import (
    CLOSED,
    RULES,
    Act,
    Part,
    Party,
    Role,
    Standing,
    State,
    acts_for,
    may,
    party_of,
    state_after,
    state_of,
)

FINISHED, OPEN, GONE = Part(True), Part(False), Part(True, is_withdrawn=True)
STANDINGS = [Standing(*values) for values in product(State, (False, True), (False, True))]

STRAIGHT = [
    (Act.SCREEN, (), State.SCREENED),
    (Act.REVISE, (), State.SCREENED),
    (Act.ASSIGN, (OPEN, OPEN), State.ASSIGNED),
    (Act.DRAFT, (OPEN, OPEN), State.ASSIGNED),
    (Act.FINISH, (FINISHED, OPEN), State.ASSIGNED),
    (Act.FINISH, (FINISHED, FINISHED), State.ANSWERED),
    (Act.CORRECT, (FINISHED, FINISHED), State.EDITED),
    (Act.PUBLISH, (FINISHED, FINISHED), State.PUBLISHED),
    (Act.WITHDRAW, (FINISHED, FINISHED), State.WITHDRAWN),
    (Act.RESTORE, (FINISHED, FINISHED), State.PUBLISHED),
]


def test_an_editor_brings_an_entry_all_the_way_and_back() -> None:
    state, is_public = State.RECEIVED, False
    for act, parts, expected in STRAIGHT:
        assert may(act, Party.EDITOR, Standing(state, is_public)), (act, state)
        state = state_after(act, state, parts)
        is_public |= state is State.PUBLISHED
        assert state is expected, act


def test_an_advisor_may_only_write_what_is_assigned_to_them_and_publish_what_is_edited() -> None:
    allowed = {(act, one.state) for one in STANDINGS for act in acts_for(Party.ASSIGNED, one)}
    writing = {(act, state) for act in (Act.DRAFT, Act.FINISH) for state in (State.ASSIGNED, State.ANSWERED)}
    assert allowed == {*writing, (Act.PUBLISH, State.EDITED)}


def test_who_has_no_part_in_an_entry_may_do_nothing() -> None:
    assert not any(acts_for(Party.FOREIGN, one) for one in STANDINGS)


def test_nothing_is_done_with_what_its_asker_took_back() -> None:
    assert not any(acts_for(party, one) for party in Party for one in STANDINGS if one.is_emptied)


def test_what_readers_have_seen_is_withdrawn_and_never_rejected() -> None:
    for state in State:
        assert not may(Act.REJECT, Party.EDITOR, Standing(state, is_public=True))
        assert not may(Act.WITHDRAW, Party.EDITOR, Standing(state))
        assert not may(Act.RESTORE, Party.EDITOR, Standing(state))
    assert may(Act.WITHDRAW, Party.EDITOR, Standing(State.EDITED, is_public=True))


def test_only_what_an_editor_has_read_is_published() -> None:
    assert {state for state in State if may(Act.PUBLISH, Party.EDITOR, Standing(state))} == {State.EDITED}


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ((), State.SCREENED),
        ((OPEN,), State.ASSIGNED),
        ((FINISHED, OPEN), State.ASSIGNED),
        ((FINISHED,), State.ANSWERED),
        ((FINISHED, GONE), State.ANSWERED),
        ((GONE,), State.ASSIGNED),
    ],
)
def test_an_entry_is_answered_once_all_that_count_are_finished(parts: tuple[Part, ...], expected: State) -> None:
    assert state_of(parts) is expected


def test_withdrawing_the_last_unfinished_answer_lets_the_others_go_on() -> None:
    assert state_after(Act.WITHDRAW_ANSWER, State.ASSIGNED, (FINISHED, Part(False, True))) is State.ANSWERED
    assert state_after(Act.WITHDRAW_ANSWER, State.PUBLISHED, (GONE, FINISHED)) is State.PUBLISHED


def test_editing_after_publication_has_to_be_published_again() -> None:
    for act in (Act.REVISE, Act.CORRECT):
        assert state_after(act, State.PUBLISHED, (FINISHED,)) is State.EDITED


def test_every_state_has_a_way_out_and_every_act_a_rule() -> None:
    assert set(RULES) == set(Act)
    for state in State:
        assert acts_for(Party.EDITOR, Standing(state, is_public=state is State.WITHDRAWN))


def test_roles_decide_the_party_and_only_an_advisor_needs_a_part() -> None:
    assert [party_of(role, False) for role in Role] == [Party.FOREIGN, Party.FOREIGN, Party.EDITOR, Party.EDITOR]
    assert party_of(Role.VIEWER, True) is Party.FOREIGN
    assert party_of(Role.ADVISOR, True) is Party.ASSIGNED


@given(st.data())
def test_no_way_leads_to_publication_without_finished_answers_and_an_editor(data: st.DataObject) -> None:
    """Walk at random: whatever is pressed, an entry is published only from `edited`, and public once it was."""
    standing = Standing(State.RECEIVED)
    for _ in range(data.draw(st.integers(1, 12))):
        acts = sorted(acts_for(data.draw(st.sampled_from(Party)), standing))
        if not acts:
            continue
        act = data.draw(st.sampled_from(acts))
        parts = tuple(data.draw(st.lists(st.sampled_from([FINISHED, OPEN, GONE]), min_size=1, max_size=3)))
        state = state_after(act, standing.state, parts)
        assert state is not State.PUBLISHED or standing.state is State.EDITED or standing.is_public
        assert not standing.is_public or state not in (State.REJECTED, State.RECEIVED)
        standing = Standing(state, standing.is_public or state is State.PUBLISHED)
    assert standing.state not in CLOSED or acts_for(Party.EDITOR, standing)
