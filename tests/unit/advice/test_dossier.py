"""What is missing before an entry can be published, told completely."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from quiz.advice.dossier import Actor, Assignment, Dossier, Draft, DraftCard, Lack, Missing, Question, missing_of
from quiz.advice.model import Advisor, Qualification
from quiz.advice.workflow import Party, Role, State

TODAY = date(2026, 4, 18)
NOW = datetime(2026, 4, 18, tzinfo=UTC)
EDITOR = Actor(1, "editor", Role.EDITOR)
WRITER = Actor(2, "writer", Role.ADVISOR, "a")
GOOD = Qualification("資格", date(2026, 1, 1), date(2026, 12, 31))
WRITTEN = (Draft("結論です", "本文です。"),)


def an_assignment(advisor: str = "a", paper: Qualification | None = GOOD, **changes: Any) -> Assignment:
    person = Advisor(advisor, f"サンプル{advisor}", "", "", (), (paper,) if paper else ())
    return replace(Assignment(person, WRITTEN, True, False, False, NOW, 1), **changes)


def a_dossier(*assignments: Assignment, **changes: Any) -> Dossier:
    question = Question("題", "", "本文", "research")
    dossier = Dossier(
        1, "R", State.EDITED, "", False, "", "", "元の題", "元の文", "", question, "", NOW, 3, assignments, ()
    )
    return replace(dossier, **changes)


def lacks(
    dossier: Dossier, actor: Actor = EDITOR, targets: frozenset[str] = frozenset(), day: date = TODAY
) -> list[Missing]:
    return missing_of(dossier, actor, frozenset({"research"}), targets, day)


def test_nothing_is_missing_where_everything_is_there() -> None:
    assert lacks(a_dossier(an_assignment())) == []
    assert lacks(a_dossier(an_assignment()), WRITER) == []


def test_everything_that_is_missing_is_told_at_once() -> None:
    empty = a_dossier(an_assignment(is_finished=False), question=Question())
    told = [one.lack for one in lacks(empty)]
    assert told == [Lack.TITLE, Lack.BODY, Lack.AREA, Lack.UNFINISHED]
    assert [one.lack for one in lacks(a_dossier())] == [Lack.ANSWERS]


def test_an_area_that_the_bank_does_not_know_any_more_is_missing() -> None:
    assert lacks(a_dossier(an_assignment(), question=Question("題", "", "文", "old"))) == [Missing(Lack.AREA)]


def test_an_answered_entry_waits_for_an_editor() -> None:
    assert lacks(a_dossier(an_assignment(), state=State.ANSWERED)) == [Missing(Lack.UNEDITED)]


@pytest.mark.parametrize(
    ("paper", "is_enough"),
    [
        (None, False),
        (Qualification("未確認"), False),
        (Qualification("期限の日", date(2026, 1, 1), TODAY), True),
        (Qualification("前日まで", date(2026, 1, 1), date(2026, 4, 17)), False),
        (Qualification("確認は明日", date(2026, 4, 19)), False),
        (Qualification("今日確認", TODAY), True),
    ],
)
def test_an_answer_is_published_only_with_a_qualification_that_holds(
    paper: Qualification | None, is_enough: bool
) -> None:
    missing = lacks(a_dossier(an_assignment(paper=paper)))
    assert missing == ([] if is_enough else [Missing(Lack.QUALIFICATION, "サンプルa")])


def test_a_withdrawn_answer_needs_no_qualification_and_does_not_count() -> None:
    gone = an_assignment("b", None, is_withdrawn=True, is_finished=False)
    assert lacks(a_dossier(an_assignment(), gone)) == []
    assert lacks(a_dossier(gone)) == [Missing(Lack.ANSWERS)]


def test_an_advisor_publishes_only_where_an_answer_of_their_own_is_finished_and_they_are_qualified() -> None:
    assert lacks(a_dossier(an_assignment("b")), WRITER) == [Missing(Lack.OWN_QUALIFICATION)]
    both = a_dossier(an_assignment(paper=None), an_assignment("b"))
    assert Missing(Lack.OWN_QUALIFICATION) in lacks(both, WRITER)


def test_a_card_whose_target_is_not_published_is_named() -> None:
    card = DraftCard("こちらも", "same-reason")
    dossier = a_dossier(an_assignment(drafts=(Draft("結論", "文", (card,)),)))
    assert lacks(dossier) == [Missing(Lack.NO_TARGET, "same-reason")]
    assert lacks(dossier, targets=frozenset({"same-reason"})) == []


def test_a_section_without_heading_or_text_is_told_with_the_name() -> None:
    dossier = a_dossier(an_assignment(drafts=(Draft("", "文"), Draft("見出し", ""))))
    assert lacks(dossier) == [Missing(Lack.NO_HEADING, "サンプルa"), Missing(Lack.EMPTY_ANSWER, "サンプルa")]


def test_what_its_asker_took_back_can_never_be_published() -> None:
    emptied = a_dossier(an_assignment(), original_title="", original_body="")
    assert lacks(emptied) == [Missing(Lack.EMPTIED)]
    assert emptied.standing.is_emptied


def test_an_advisor_whose_answer_was_withdrawn_has_no_part_any_more() -> None:
    assert a_dossier(an_assignment()).party(WRITER) is Party.ASSIGNED
    assert a_dossier(an_assignment(is_withdrawn=True)).party(WRITER) is Party.FOREIGN
