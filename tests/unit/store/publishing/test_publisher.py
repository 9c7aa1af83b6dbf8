"""Publishing, searching and reading consultations, over a real SQLite file and a real PostgreSQL server."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from quiz.advice.model import Answer, Article, CardKind, Help, Qualification, Source
from quiz.bank.model import Text
from quiz.errors import PublishError
from quiz.store.handle import StoreHandle
from quiz.store.publishing.changes import Change, ChangeKind, Changes, Record
from quiz.store.publishing.library import Library
from quiz.store.publishing.publisher import Publisher
from quiz.store.tables import metadata
from tests.attempts import MOMENT
from tests.consultations import a_card, a_consultation, a_record, an_advisor, an_answer

LATER = MOMENT + timedelta(days=1)
A, B, C = (an_advisor(f"advisor-{letter}") for letter in "abc")


@pytest.fixture
def store(either_store: StoreHandle) -> StoreHandle:
    return either_store


@pytest.fixture
def publisher(store: StoreHandle) -> Publisher:
    return store.publisher()


@pytest.fixture
def library(store: StoreHandle) -> Library:
    return store.library()


def publish(publisher: Publisher, *records: Record, moment: object = MOMENT, **options: object) -> Changes:
    changes = publisher.compare("book", records, (A, B, C), **options)  # type: ignore[arg-type]
    done = publisher.apply(changes, moment)  # type: ignore[arg-type]
    publisher.reindex()
    return done


def kinds(changes: Changes) -> list[tuple[str, str]]:
    return [(change.id, change.kind.value) for change in changes.changes]


def found(library: Library, query: str) -> list[str]:
    return [teaser.id for teaser in library.search(query).teasers.teasers]


class TestSources:
    def test_a_source_is_added_then_unchanged_then_updated(self, publisher: Publisher) -> None:
        assert kinds(publish(publisher, a_record(1), a_record(2))) == [("q1", "added"), ("q2", "added")]
        assert kinds(publish(publisher, a_record(1), a_record(2))) == [("q1", "unchanged"), ("q2", "unchanged")]
        changed = publish(publisher, a_record(1, body=("別の本文です。",)), a_record(2))
        assert kinds(changed) == [("q1", "updated"), ("q2", "unchanged")]
        (field,) = changed.changes[0].fields
        assert (field.name, field.after) == ("body", "別の本文です。")

    def test_what_was_published_is_read_back_as_it_was(self, publisher: Publisher) -> None:
        full = a_consultation(
            1,
            helps=(Help("area1-1", ("p0", "p1")),),
            answers=(
                Answer(A, an_answer(card=a_card("q2")).sections, "前の肩書", "前の所属", date(2025, 5, 1)),
                an_answer(B, "一行目。"),
            ),
        )
        publish(publisher, Record("k1", full), a_record(2))
        restored = publisher.catalogue("book").consultations[0]
        assert restored.answers[0] == full.answers[0]
        assert (restored.answers[1].title, restored.answers[1].affiliation) == (B.title, B.affiliation)
        assert (restored.helps, restored.body, restored.title) == (full.helps, full.body, full.title)

    def test_comparing_writes_nothing(self, publisher: Publisher, library: Library) -> None:
        publisher.compare("book", [a_record(1)], (A,))
        assert library.newest().total == 0

    def test_what_left_a_source_is_withdrawn_only_where_that_is_asked_for(
        self, publisher: Publisher, library: Library
    ) -> None:
        publish(publisher, a_record(1), a_record(2))
        assert kinds(publish(publisher, a_record(1))) == [("q1", "unchanged")]
        assert library.consultation("q2") is not None
        gone = publish(publisher, a_record(1), withdraw_missing=True)
        assert kinds(gone) == [("q1", "unchanged"), ("q2", "withdrawn")]
        assert library.consultation("q2") is None
        assert found(library, "2番目") == []
        back = publish(publisher, a_record(1), a_record(2))
        assert kinds(back)[1] == ("q2", "updated")
        assert found(library, "2番目") == ["q2"]

    def test_an_import_does_not_bring_back_what_an_editor_withdrew(
        self, publisher: Publisher, library: Library
    ) -> None:
        publish(publisher, a_record(1))
        publisher.withdraw("q1")
        assert kinds(publish(publisher, a_record(1))) == [("q1", "kept")]
        publish(publisher, a_record(1, grade="院1年"))
        assert library.consultation("q1") is None
        publisher.restore("q1", LATER)
        shown = library.consultation("q1")
        assert shown is not None and shown.consultation.grade == "院1年"

    def test_an_import_keeps_how_an_editor_classified(self, publisher: Publisher, store: StoreHandle) -> None:
        publish(publisher, a_record(1, area="", topics=()))
        listed = store.shelf()
        assert listed is not None and listed.listings == (), "without an area it is recommended for none"
        publisher.classify("q1", "area2", ["motivation"], [Help("area2-1", ("p0",))])
        publish(publisher, a_record(1, area="area3", topics=(), grade="院1年"))
        shelf = store.shelf()
        assert shelf is not None
        assert [(one.area, one.topics, one.helps) for one in shelf.listings] == [
            ("area2", ("motivation",), (Help("area2-1", ("p0",)),))
        ]

    def test_an_id_of_another_source_is_refused(self, publisher: Publisher) -> None:
        publish(publisher, a_record(1))
        with pytest.raises(PublishError, match="q1 belongs to the source book"):
            publisher.compare("other", [a_record(1)], (A,))

    def test_a_source_is_published_whole_or_not_at_all(self, publisher: Publisher, library: Library) -> None:
        nobody = an_advisor("nobody")
        changes = publisher.compare("book", [a_record(1), a_record(2, answers=(an_answer(nobody),))], (A,))
        with pytest.raises(KeyError):
            publisher.apply(changes, MOMENT)
        assert library.newest().total == 0

    def test_the_address_of_a_consultation_stays_whatever_its_source_calls_it(
        self, publisher: Publisher, library: Library
    ) -> None:
        publish(publisher, Record("key", a_consultation(1)))
        changed = publish(publisher, Record("key", a_consultation(2)))
        assert kinds(changed) == [("q1", "updated")]
        assert library.consultation("q1") is not None and library.consultation("q2") is None

    def test_thousands_of_changes_are_told_like_one(self, publisher: Publisher, library: Library) -> None:
        records = [a_record(number) for number in range(1, 251)]
        assert publish(publisher, *records).count(ChangeKind.ADDED) == 250
        assert library.newest().total == 250
        assert publish(publisher, *records).count(ChangeKind.UNCHANGED) == 250


class TestAnswers:
    def test_an_old_answer_keeps_the_title_of_its_day(self, publisher: Publisher, library: Library) -> None:
        publish(publisher, a_record(1))
        promoted = an_advisor("advisor-a", title="室長")
        publisher.apply(publisher.compare("book", [a_record(1, grade="院1年"), a_record(2)], (promoted,)), LATER)
        old, new = library.consultation("q1"), library.consultation("q2")
        assert old is not None and new is not None
        assert (old.consultation.answers[0].title, new.consultation.answers[0].title) == ("相談員", "室長")

    def test_a_withdrawn_answer_is_neither_shown_nor_found(self, publisher: Publisher, library: Library) -> None:
        publish(publisher, a_record(1, answers=(an_answer(A), an_answer(B, "早口言葉を練習します。"))))
        assert found(library, "早口") == ["q1"]
        publisher.withdraw_answer("q1", "advisor-b", LATER)
        shown = library.consultation("q1")
        assert shown is not None and [answer.advisor.id for answer in shown.consultation.answers] == ["advisor-a"]
        assert shown.changed_at == LATER
        assert found(library, "早口") == []
        answered = library.advisor("advisor-b")
        assert answered is not None and answered.answered.total == 0
        publisher.restore_answer("q1", "advisor-b", LATER)
        assert found(library, "早口") == ["q1"]

    def test_qualifications_follow_their_source(self, publisher: Publisher, library: Library) -> None:
        held = (Qualification("見本の資格", date(2025, 1, 1), date(2026, 3, 31)), Qualification("もう1つ"))
        publisher.apply(publisher.compare("book", [a_record(1)], (an_advisor(qualifications=held),)), MOMENT)
        profile = library.advisor("advisor-a")
        assert profile is not None and profile.advisor.qualifications == held
        publish(publisher, a_record(1))
        profile = library.advisor("advisor-a")
        assert profile is not None and profile.advisor.qualifications == ()


class TestCards:
    def test_a_card_vanishes_with_its_target_and_returns_with_it(self, publisher: Publisher, library: Library) -> None:
        link = an_answer(A, card=a_card("q2"))
        publish(publisher, a_record(1, answers=(link,)), a_record(2))

        def cards() -> int:
            shown = library.consultation("q1")
            assert shown is not None
            counted = sum(len(section.cards) for given in shown.consultation.answers for section in given.sections)
            assert counted == len(shown.targets)
            return counted

        assert cards() == 1
        publisher.withdraw("q2")
        assert cards() == 0
        publisher.restore("q2", LATER)
        assert cards() == 1

    def test_a_card_to_a_withdrawn_article_vanishes(self, publisher: Publisher, library: Library) -> None:
        link = an_answer(A, card=a_card("guide", CardKind.ARTICLE))
        article = Article("guide", "就活の手引き", "https://www.example.ac.jp/guide")
        publisher.apply(publisher.compare("book", [a_record(1, answers=(link,))], (A,), (article,)), MOMENT)
        shown = library.consultation("q1")
        assert shown is not None and shown.targets["article", "guide"].url == article.url
        publisher.withdraw_article("guide")
        shown = library.consultation("q1")
        assert shown is not None and not shown.targets

    def test_a_target_shown_elsewhere_is_led_to_there(self, publisher: Publisher, library: Library) -> None:
        link = an_answer(A, card=a_card("q2"))
        publish(publisher, a_record(1, answers=(link,)), a_record(2, url="https://www.example.ac.jp/2"))
        shown = library.consultation("q1")
        assert shown is not None
        assert shown.targets["consultation", "q2"].url == "https://www.example.ac.jp/2"


class TestNeighbours:
    def test_related_are_of_the_area_first_and_never_itself_nor_what_is_linked(
        self, publisher: Publisher, library: Library
    ) -> None:
        link = an_answer(A, card=a_card("q2"))
        others = [a_record(2), a_record(3), a_record(4, area="area2"), a_record(5, area="area2", topics=())]
        publish(publisher, a_record(1, answers=(link,)), *others)
        shown = library.consultation("q1")
        assert shown is not None
        assert [other.id for other in shown.related] == ["q3", "q4"]

    def test_related_follow_what_is_withdrawn(self, publisher: Publisher, library: Library) -> None:
        publish(publisher, a_record(1), a_record(2), a_record(3))
        publisher.withdraw("q2")
        shown = library.consultation("q1")
        assert shown is not None and [other.id for other in shown.related] == ["q3"]

    def test_before_and_after_walk_through_everything_once(self, publisher: Publisher, library: Library) -> None:
        days = [None, date(2025, 4, 1), date(2025, 4, 1), date(2025, 6, 1)]
        publish(publisher, *(a_record(number, asked_on=asked) for number, asked in enumerate(days)))
        publish(publisher, a_record(9, url="https://www.example.ac.jp/9"), moment=LATER)
        publish(publisher, a_record(8), moment=LATER)
        newest = [teaser.id for teaser in library.newest().teasers if not teaser.url]
        walked = []
        shown = library.consultation(newest[0])
        assert shown is not None and shown.after is None
        while shown is not None:
            walked.append(shown.consultation.id)
            before = library.consultation(shown.before.id) if shown.before else None
            assert before is None or (before.after is not None and before.after.id == shown.consultation.id)
            shown = before
        assert walked == newest == ["q8", "q3", "q1", "q2", "q0"]


class TestLists:
    def test_lists_have_ten_a_page_and_say_the_total(self, publisher: Publisher, library: Library) -> None:
        publish(publisher, *(a_record(number) for number in range(23)))
        pages = [library.newest(page) for page in (1, 2, 3, 4)]
        assert [len(page.teasers) for page in pages] == [10, 10, 3, 0]
        assert {page.total for page in pages} == {23} and pages[0].pages == 3
        assert len({teaser.id for page in pages for teaser in page.teasers}) == 23

    def test_lists_and_counts_of_areas_and_topics_agree(self, publisher: Publisher, library: Library) -> None:
        publish(publisher, a_record(1), a_record(2, area="area2"), a_record(3, topics=()), a_record(4))
        publisher.withdraw("q4")
        areas, topics = library.counts()
        assert areas == {"area1": 2, "area2": 1} and topics == {"motivation": 2}
        for area, count in areas.items():
            assert library.newest(area=area).total == count
        assert library.newest(topic="motivation").total == 2

    def test_an_advisor_has_what_they_answered(self, publisher: Publisher, library: Library) -> None:
        publish(publisher, a_record(1), a_record(2, answers=(an_answer(B), an_answer(A))), a_record(3, answers=()))
        profile = library.advisor("advisor-a")
        assert profile is not None
        assert profile.answered.total == 2 and profile.advisor.name == A.name
        assert {teaser.id: teaser.answers for teaser in profile.answered.teasers} == {"q1": 1, "q2": 2}
        assert library.advisor("nobody") is None
        assert [advisor.id for advisor in library.advisors()] == ["advisor-a", "advisor-b"]

    def test_robots_are_told_when_a_page_really_changed(self, publisher: Publisher, library: Library) -> None:
        publish(publisher, a_record(1), a_record(2))
        publish(publisher, a_record(1, grade="院1年"), a_record(2), moment=LATER)
        told = {place.path: place.changed_at for place in library.whereabouts()}
        assert told == {"/qa/q1": LATER, "/qa/q2": MOMENT, "/qa/advisors/advisor-a": LATER}


class TestSearch:
    @pytest.mark.parametrize(
        "query", ["質問", "強み", "ガクチカ", "ｶﾞｸﾁｶ", "ＥＳ", "es", "ES 強み", "「強み」", "面", "Web面接", "ｗｅｂ"]
    )
    def test_short_mixed_and_wide_words_are_found(self, publisher: Publisher, library: Library, query: str) -> None:
        text = "ESに書いたガクチカと強みを、Web面接の質問に合わせて直します。"
        publish(publisher, a_record(1, answers=(an_answer(A, text),)), a_record(2, title=Text("別", "Other"), body=()))
        assert found(library, query) == ["q1"]

    def test_a_title_says_more_than_a_question_and_that_more_than_an_answer(
        self, publisher: Publisher, library: Library
    ) -> None:
        publish(
            publisher,
            a_record(1, answers=(an_answer(A, "逆質問の話です。"),)),
            a_record(2, body=("逆質問の話です。",)),
            a_record(3, title=Text("逆質問の話です。", "Question 3?")),
        )
        assert found(library, "逆質問") == ["q3", "q2", "q1"]

    def test_all_words_are_wanted_and_any_where_none_has_all(self, publisher: Publisher, library: Library) -> None:
        publish(publisher, a_record(1, body=("緊張します。",)), a_record(2, body=("深掘りが不安です。",)))
        both = library.search("緊張 深掘り")
        assert both.is_loose and {teaser.id for teaser in both.teasers.teasers} == {"q1", "q2"}
        one = library.search("緊張 迷")
        assert one.is_loose
        publish(publisher, a_record(3, body=("緊張して深掘りに困ります。",)))
        assert found(library, "緊張 深掘り") == ["q3"] and not library.search("緊張 深掘り").is_loose

    def test_what_was_found_shows_where(self, publisher: Publisher, library: Library) -> None:
        publish(publisher, a_record(1, answers=(an_answer(A, "早口言葉を練習します。"),)))
        (teaser,) = library.search("早口").teasers.teasers
        assert teaser.excerpt == "早口言葉を練習します。"

    @pytest.mark.parametrize("query", ["", " ", "「」", '"', "'", "a\x00b", "\ud800", "* OR NEAR(", "-", "あ" * 5000])
    def test_nothing_typed_breaks_it(self, publisher: Publisher, library: Library, query: str) -> None:
        publish(publisher, a_record(1))
        assert library.search(query).teasers.total == 0

    def test_a_page_far_beyond_the_last_is_empty(self, publisher: Publisher, library: Library) -> None:
        publish(publisher, a_record(1))
        assert library.search("質問", 1000).teasers.teasers == ()
        assert library.newest(1000).teasers == ()


class TestShelf:
    def test_a_known_revision_gives_nothing_and_every_change_a_new_one(
        self, store: StoreHandle, publisher: Publisher
    ) -> None:
        first = store.shelf()
        assert first is not None and store.shelf(first.revision) is None
        publish(publisher, a_record(1))
        second = store.shelf(first.revision)
        assert second is not None and [listing.id for listing in second.listings] == ["q1"]
        assert second.listings[0].advisors == ("advisor-a",)

    def test_an_interrupted_index_is_caught_up_by_the_next_call(self, publisher: Publisher, library: Library) -> None:
        publisher.apply(publisher.compare("book", [a_record(number) for number in range(250)], (A,)), MOMENT)

        def interrupt(done: int, total: int) -> None:
            raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            publisher.reindex(interrupt)
        assert publisher.reindex() == 150
        assert library.search("質問").teasers.total == 250
        assert publisher.reindex() == 0

    def test_one_from_the_desk_is_published_changed_and_restored(
        self, publisher: Publisher, library: Library, store: StoreHandle
    ) -> None:
        publish(publisher, a_record(1))
        value = a_consultation(7, source=Source.ENTRY_FORM, answers=(an_answer(B),))
        publisher.publish_one(Record("receipt", value), LATER)
        assert found(library, "7番目") == ["q7"]
        publisher.withdraw("q7", moment=LATER)
        publisher.publish_one(Record("receipt", value), LATER)
        assert library.consultation("q7") is not None
        assert [one.id for one in library.newest().teasers] == ["q7", "q1"]
        assert Change(ChangeKind.ADDED, "q7", "") not in publisher.compare("book", [a_record(1)]).changes


class TestErasing:
    def test_what_is_erased_leaves_no_word_behind(
        self, publisher: Publisher, library: Library, store: StoreHandle
    ) -> None:
        secret = "ひみつの合言葉"
        publish(publisher, a_record(1, body=(secret,), answers=(an_answer(A, secret),)), a_record(2))
        publisher.erase("q1", LATER)
        assert library.consultation("q1") is None and found(library, "合言葉") == []
        with store.opened().reading() as connection:
            for table in metadata.tables.values():
                rows = connection.execute(select(table)).all()
                assert not [row for row in rows if secret in str(row) or "1番目の質問" in str(row)], table.name
        with pytest.raises(PublishError, match="belongs to the source book"):
            publisher.compare("other", [a_record(1)], (A,))


def test_where_thousands_are_published_relating_is_done_behind_the_request(
    publisher: Publisher, library: Library, store: StoreHandle, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("quiz.store.publishing.deriving.MOST_RELATED_AT_ONCE", 2)
    publish(publisher, *(a_record(number) for number in range(1, 5)))
    publisher.publish_one(
        Record("receipt", a_consultation(7, answers=(an_answer(B, "早口言葉を練習します。"),))), LATER
    )
    assert found(library, "早口") == ["q7"], "it is found at once"
    publisher.withdraw("q2", moment=LATER)
    store.close()
    shown = store.library().consultation("q7")
    assert shown is not None and [one.id for one in shown.related] == ["q1", "q3", "q4"]


def test_a_proposed_area_comes_after_confirmed_ones_until_somebody_confirms_it(
    publisher: Publisher, store: StoreHandle
) -> None:
    publish(publisher, Record("q1", a_consultation(1), is_confirmed=False), a_record(2), a_record(3, area=""))

    def listed() -> list[str]:
        shelf = store.shelf()
        assert shelf is not None
        return [listing.id for listing in shelf.listings]

    assert listed() == ["q2", "q1"]
    publisher.classify("q1", "area1", ["motivation"])
    assert listed() == ["q1", "q2"]
