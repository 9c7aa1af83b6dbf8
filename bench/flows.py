"""What a visitor does, as flows of requests: a diagnostic of the product, a questionnaire of oTree, one single step."""

from __future__ import annotations

import json
import random
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import urlencode
from zlib import crc32

from bench.client import Ask, Flow, Reply
from bench.pages import QuizForm
from bench.servers import BenchError

FORM_TYPE = "application/x-www-form-urlencoded"


def get(path: str, host: str) -> bytes:
    """Return the bytes of a GET as a browser sends it, without the headers that no server looks at."""
    return f"GET {path} HTTP/1.1\r\nHost: {host}\r\nAccept-Encoding: gzip, br\r\n\r\n".encode()


def get_plain(path: str, host: str) -> bytes:
    """Return the bytes of a GET whose answer is to be read here, hence not compressed."""
    return f"GET {path} HTTP/1.1\r\nHost: {host}\r\n\r\n".encode()


def post(path: str, host: str, body: str) -> bytes:
    """Return the bytes of a form that is sent."""
    head = f"POST {path} HTTP/1.1\r\nHost: {host}\r\nAccept-Encoding: gzip, br\r\nContent-Type: {FORM_TYPE}\r\n"
    return f"{head}{forwarded(body)}Content-Length: {len(body)}\r\n\r\n{body}".encode()


def put(host: str, key: str, body: str) -> bytes:
    """Return the bytes of an attempt as the page's script sends it."""
    head = f"PUT /api/v1/attempts/{key} HTTP/1.1\r\nHost: {host}\r\nAccept-Encoding: gzip, br\r\n"
    head += "Content-Type: application/json\r\nPrefer: return=minimal\r\n"
    return f"{head}{forwarded(body)}Content-Length: {len(body)}\r\n\r\n{body}".encode()


def forwarded(body: str) -> str:
    """Return what a proxy says of a visitor: one of 4,096 networks, since one alone may not send without end."""
    number = crc32(body.encode()) % 4096
    return f"X-Forwarded-For: 10.{number // 256}.{number % 256}.1\r\n"


def split_document(form: QuizForm) -> tuple[str, str]:
    """Return what stands before and after the answers in the JSON document of an attempt."""
    fields = {name: form.hidden[name] for name in ("version", "form") if name in form.hidden}
    document = json.dumps({"bank": form.action.rpartition("/")[2], **fields, "answers": {}}, separators=(",", ":"))
    return document[:-2], document[-2:]


@dataclass(frozen=True, slots=True)
class Answerer:
    """Fills a form at random, each time under a new key, as the page's script does."""

    form: QuizForm
    rng: random.Random

    def answers(self) -> dict[str, str]:
        """Return an answer to each question."""
        return {name: self.rng.choice(options) for name, options in self.form.questions.items()}

    def key(self) -> str:
        """Return a new key of an attempt."""
        return str(uuid.UUID(int=self.rng.getrandbits(128), version=4))

    def body(self) -> str:
        """Return the body of one more submit of the form."""
        fields = {**self.form.hidden, **self.answers()}
        return urlencode({**fields, "attempt": self.key()} if "attempt" in fields else fields)

    def document(self) -> str:
        """Return one more attempt as JSON."""
        opening, closing = split_document(self.form)
        return opening + json.dumps(self.answers(), separators=(",", ":"))[1:-1] + closing


def expect(reply: Reply, status: int, step: str) -> Reply:
    """Return the reply where it has the status that the step must have."""
    if reply.status != status:
        raise BenchError(f"{step} was answered with {reply.status}, not {status}: {reply.body[:200]!r}")
    return reply


def single(step: str, request: Callable[[], bytes], status: int) -> Iterator[Flow]:
    """Return endless flows of one request each."""

    def flow() -> Flow:
        expect((yield Ask(step, request())), status, step)

    while True:
        yield flow()


def diagnostics(page: str, host: str, answerer: Answerer, seen: list[str]) -> Iterator[Flow]:
    """Return endless diagnostics: the quiz page, a submit of random answers, the result, which is noted in `seen`."""
    quiz_page = get(page, host)

    def flow() -> Flow:
        expect((yield Ask("page", quiz_page)), 200, "the quiz page")
        submitted = expect((yield Ask("submit", post(answerer.form.action, host, answerer.body()))), 303, "a submit")
        seen.append(submitted.location)
        expect((yield Ask("result", get(submitted.location, host))), 200, "a result")

    while True:
        yield flow()


def questionnaires(participants: Iterator[str], host: str, body: Callable[[], str]) -> Iterator[Flow]:
    """Return one flow of oTree a participant: start link, page with the questions, submit, final page."""

    def flow(code: str) -> Flow:
        start = yield Ask("start", get(f"/InitializeParticipant/{code}", host))
        questions = expect(start, 307, "oTree's start link").location
        expect((yield Ask("page", get(questions, host))), 200, "oTree's questions")
        final = expect((yield Ask("submit", post(questions, host, body()))), 302, "oTree's submit").location
        shown = expect((yield Ask("result", get(final, host))), 200, "oTree's final page")
        if b'id="score"' not in shown.body:
            raise BenchError("oTree's final page shows no score")

    for code in participants:
        yield flow(code)
