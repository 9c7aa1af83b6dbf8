"""Publish consultations: whole sources that are imported again and again, and single ones from the desk.

What a source says is compared with what is kept and written in one short transaction, with the shelf that choosing
reads; so nothing is ever half published. The search index and relatedness follow (`quiz.store.publishing.deriving`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from datetime import datetime

from sqlalchemy import Connection, delete, select, update

from quiz.advice.model import Advisor, Article, Catalogue, Help
from quiz.errors import PublishError, TakenBackError
from quiz.store.attempt import milliseconds
from quiz.store.errand import Errand
from quiz.store.opened import OpenedStore
from quiz.store.outbox.announcing import announcing
from quiz.store.publishing.changes import Changes, Record
from quiz.store.publishing.comparing import compare
from quiz.store.publishing.consultations import advisors_of, as_json, fetch, rows_of
from quiz.store.publishing.deriving import Progress, catch_up, catch_up_soon, refresh_shelf, silent
from quiz.store.publishing.people import keep_advisors, keep_articles
from quiz.store.publishing.records import write, write_topics
from quiz.store.tables import answer, article, consultation, entry, indexed, qa_source

DESK = "desk"
"""The origin of what was asked and answered here."""


class Publisher:
    """Changes what is published. Every method raises StoreError where the database refuses."""

    def __init__(self, opened: OpenedStore, relating: Errand) -> None:
        self._opened = opened
        self._relating = relating

    def compare(
        self,
        origin: str,
        records: Sequence[Record],
        advisors: Iterable[Advisor] = (),
        articles: Iterable[Article] = (),
        is_external: bool = False,
        withdraw_missing: bool = False,
        digest: str = "",
    ) -> Changes:
        """Say what publishing the records of a source would change; nothing is written.

        `digest` names the state of the source as a whole, for `source_digest`. PublishError where an id belongs to
        another source already.
        """
        named = tuple(advisors), tuple(articles)
        proposed = Changes(origin, tuple(records), *named, is_external, withdraw_missing, digest)
        with self._opened.reading() as connection:
            return compare(connection, proposed)

    def apply(self, changes: Changes, moment: datetime) -> Changes:
        """Publish what a comparison was made of; return what has changed by now."""
        with self._publishing(moment) as connection:
            # Compared anew: somebody may have published meanwhile.
            done = compare(connection, changes)
            keep_advisors(connection, changes.origin, changes.advisors, moment)
            keep_articles(connection, changes.origin, changes.articles, moment)
            write(connection, done, moment)
        return done

    def source_digest(self, origin: str) -> str:
        """Return the digest that a source was published with last, or nothing."""
        with self._opened.reading() as connection:
            query = select(qa_source.c.digest).where(qa_source.c.name == origin)
            return connection.execute(query).scalar() or ""

    def is_external(self, origin: str) -> bool:
        """Say whether a source was published last as pages of its publisher; not so where it never was."""
        with self._opened.reading() as connection:
            query = select(qa_source.c.is_external).where(qa_source.c.name == origin)
            return bool(connection.execute(query).scalar())

    def ids_of_others(self, origin: str) -> dict[str, str]:
        """Return the ids that consultations of other sources have, withdrawn ones too, with their source."""
        with self._opened.reading() as connection:
            query = select(consultation.c.id, consultation.c.origin).where(consultation.c.origin != origin)
            return {row.id: row.origin for row in connection.execute(query)}

    def publish_one(self, record: Record, moment: datetime) -> None:
        """Publish one consultation of the desk, or its changed text, under the receipt number of its entry.

        The advisors are known here. TakenBackError where its asker took the question back.
        """
        changes = Changes(DESK, (record,))
        with self._publishing(moment) as connection:
            _hold_unless_taken_back(connection, record.key)
            write(connection, compare(connection, changes), moment, may_restore=True)
        self._follow_up()

    def withdraw(self, consultation_id: str, by: str = "editor", moment: datetime | None = None) -> None:
        """Withdraw a consultation; an import does not bring it back."""
        self._change(consultation_id, moment, withdrawn_by=by)

    def restore(self, consultation_id: str, moment: datetime) -> None:
        """Show a withdrawn consultation again."""
        self._change(consultation_id, moment, withdrawn_by="")

    def erase(self, consultation_id: str, moment: datetime) -> None:
        """Withdraw a consultation and forget its words; its address is not given to another."""
        forgotten = dict.fromkeys(("title_ja", "title_en", "grade", "gender"), "")
        emptied = {"body": "[]", "topics": "[]", "withdrawn_by": "editor", "changed_utc": milliseconds(moment)}
        with self._publishing() as connection:
            number = _number_of(connection, consultation_id)
            mine = update(consultation).where(consultation.c.number == number)
            connection.execute(mine.values(**forgotten, **emptied))
            connection.execute(delete(answer).where(answer.c.consultation == number))
            write_topics(connection, number, ())
        self._follow_up()

    def classify(self, consultation_id: str, area: str, topics: Sequence[str], helps: Sequence[Help] = ()) -> None:
        """Set area, topics and helps as a person chose them; an import does not undo that."""
        values = {"area": area, "topics": as_json(tuple(topics)), "helps": as_json(tuple(helps))}
        with self._publishing() as connection:
            number = _number_of(connection, consultation_id)
            changed = update(consultation).where(consultation.c.number == number)
            connection.execute(changed.values(**values, is_confirmed=True, is_classified_here=True))
            write_topics(connection, number, topics)
        self._follow_up()

    def withdraw_answer(self, consultation_id: str, advisor_id: str, moment: datetime) -> None:
        """Withdraw one answer of a consultation."""
        self._change_answer(consultation_id, advisor_id, moment, is_withdrawn=True)

    def restore_answer(self, consultation_id: str, advisor_id: str, moment: datetime) -> None:
        """Show a withdrawn answer again."""
        self._change_answer(consultation_id, advisor_id, moment, is_withdrawn=False)

    def withdraw_article(self, article_id: str, is_withdrawn: bool = True) -> None:
        """Withdraw an article, and with it every card that leads there; or show it again."""
        with self._publishing() as connection:
            changed = update(article).where(article.c.id == article_id)
            connection.execute(changed.values(is_withdrawn=is_withdrawn))
        self._follow_up()

    def reindex(self, progress: Progress = silent, everything: bool = False) -> int:
        """Bring search and relatedness up to what is published; return how many consultations were indexed."""
        return catch_up(self._opened, progress, everything)

    def _follow_up(self) -> None:
        """Index what has just changed, and relate everything: at once where that is quick, else behind the request."""
        if not catch_up_soon(self._opened):
            self._relating.ask()

    def catalogue(self, origin: str | None = None) -> Catalogue:
        """Return everything published, or that of one source, with the advisors and articles it may name."""
        named = {"origin": origin} if origin else {}
        with self._opened.reading() as connection:
            consultations = fetch(connection, connection.execute(rows_of(withdrawn_by="", **named)))
            links = select(article).where(article.c.is_withdrawn.is_(False)).order_by(article.c.id)
            articles = tuple(Article(row.id, row.title, row.url) for row in connection.execute(links))
            return Catalogue(tuple(consultations), tuple(advisors_of(connection).values()), articles)

    @contextmanager
    def _publishing(self, moment: datetime | None = None) -> Iterator[Connection]:
        """Lend a connection to change what is published: one publisher after the other; the shelf is written last.

        Sites are told what becomes visible at a moment; what names none shows nothing new.
        """
        with self._opened.publishing() as connection:
            with announcing(connection, moment) if moment else nullcontext():
                yield connection
            refresh_shelf(connection)

    def _change(self, consultation_id: str, moment: datetime | None, **values: object) -> None:
        if moment is not None:
            values["changed_utc"] = milliseconds(moment)
        with self._publishing(moment) as connection:
            number = _number_of(connection, consultation_id)
            connection.execute(update(consultation).where(consultation.c.number == number).values(**values))
        self._follow_up()

    def _change_answer(self, consultation_id: str, advisor_id: str, moment: datetime, **values: object) -> None:
        with self._publishing() as connection:
            number = _number_of(connection, consultation_id)
            of_both = (answer.c.consultation == number) & (answer.c.advisor == advisor_id)
            connection.execute(update(answer).where(of_both).values(**values))
            _touch(connection, number, moment)
        self._follow_up()


def _number_of(connection: Connection, consultation_id: str) -> int:
    # A database server refuses to be asked for what cannot be printed.
    named = select(consultation.c.number).where(consultation.c.id == consultation_id)
    number = connection.execute(named).scalar() if consultation_id.isprintable() else None
    if number is None:
        raise PublishError(f"there is no consultation {consultation_id}")
    return int(number)


def _hold_unless_taken_back(connection: Connection, receipt: str) -> None:
    """Hold an entry until it is published, so that its asker takes back before or after that, and not in between."""
    held = select(entry.c.title, entry.c.body).where(entry.c.receipt == receipt).with_for_update()
    row = connection.execute(held).first()
    if row is not None and not (row.title or row.body):
        raise TakenBackError(f"the question {receipt} was taken back by its asker")


def _touch(connection: Connection, number: int, moment: datetime) -> None:
    """Note when what a consultation's page shows last changed, and that the index has to look at it again."""
    changed = update(consultation).where(consultation.c.number == number)
    connection.execute(changed.values(changed_utc=milliseconds(moment)))
    connection.execute(delete(indexed).where(indexed.c.consultation == number))
