"""What sites are told survives whatever is killed: nothing is forgotten, and nothing is told that was not stored."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from datetime import timedelta
from http.client import HTTPException
from pathlib import Path
from uuid import uuid4

from quiz.config import Settings
from quiz.store.handle import StoreHandle
from quiz.store.outbox.messages import LEASE
from quiz.webhooks.delivering import Deliverer
from tests.attempts import MOMENT, a_database, a_store, an_attempt
from tests.factories import shipped_bank
from tests.load.serving import PATIENCE, ROOT, Running, running
from tests.told_sites import Reply, a_deliverer, a_sender, a_site, authority, receiving

NOWHERE = "https://10.0.0.1/hooks"


def put(server: Running, acknowledged: list[bytes], enough: threading.Event) -> None:
    """Send attempts from the site's page until it is enough; keep the keys that were acknowledged."""
    bank = shipped_bank()
    answers = {item.id: item.options[0].id for item in bank.items_of("quick")}
    placement = {"page": "https://blog.example.jp/a"}
    body = json.dumps({"bank": bank.id, "form": "quick", "answers": answers, "placement": placement})
    while not enough.is_set():
        connection = server.connect()
        try:
            while not enough.is_set():
                key = uuid4()
                connection.request("PUT", f"/api/v1/attempts/{key}", body, {"Content-Type": "application/json"})
                response = connection.getresponse()
                response.read()
                if response.status == 201:
                    acknowledged.append(key.bytes)
        except (OSError, HTTPException):
            continue
        finally:
            connection.close()


def rows(file: Path, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(file)) as connection:
        return connection.execute(query).fetchall()


def test_killing_everything_at_any_moment_leaves_one_message_for_each_stored_attempt(var: Path) -> None:
    store = StoreHandle(Settings.from_environment({"QUIZ_VAR": str(var)}))
    a_site(store, "blog", NOWHERE)
    acknowledged: list[bytes] = []
    enough = threading.Event()
    with running(var) as server:
        senders = [threading.Thread(target=put, args=(server, acknowledged, enough)) for _ in range(4)]
        for sender in senders:
            sender.start()
        _wait_for(acknowledged, 60)
        os.kill(server.workers()[0], signal.SIGKILL)
        _wait_for(acknowledged, 60)
        for pid in [server.process.pid, *server.workers()]:
            os.kill(pid, signal.SIGKILL)
        enough.set()
        for sender in senders:
            sender.join(PATIENCE)
    stored = rows(var / "quiz.db", "SELECT id, key FROM attempt WHERE site = 'blog' ORDER BY id")
    noted = rows(var / "quiz.db", "SELECT CAST(subject AS INTEGER) FROM outbox ORDER BY id")
    assert len(acknowledged) >= 120
    assert set(acknowledged) <= {key for _, key in stored}
    assert noted == [(number,) for number, _ in stored]
    store.close()


def _wait_for(acknowledged: list[bytes], number: int) -> None:
    goal = len(acknowledged) + number
    for _ in range(int(PATIENCE / 0.01)):
        if len(acknowledged) >= goal:
            return
        threading.Event().wait(0.01)
    raise AssertionError(f"{len(acknowledged)} of {goal} were acknowledged")


def test_a_running_server_delivers_by_itself_and_never_into_a_private_network(var: Path) -> None:
    store = StoreHandle(Settings.from_environment({"QUIZ_VAR": str(var)}))
    a_site(store, "blog", NOWHERE)
    version = shipped_bank().version
    with running(var) as server:
        store.record(an_attempt(1, site="blog", version=version))
        for _ in range(int(PATIENCE / 0.05)):
            if rows(var / "quiz.db", "SELECT 1 FROM delivery"):
                break
            threading.Event().wait(0.05)
        server.process.send_signal(signal.SIGTERM)
        assert server.process.wait(PATIENCE) == 0
        assert "Traceback" not in server.log
    (one,) = store.outbox().log()
    assert (one.state, one.tries, one.reason) == ("waiting", 1, "leads into a private network (10.0.0.1)")
    store.close()


DELIVERING = """
import ssl, sys
from tests.attempts import MOMENT, a_store
from quiz.outward.addresses import anywhere
from quiz.webhooks.delivering import Deliverer
from quiz.webhooks.sending import Sender
trust = lambda: ssl.create_default_context(cafile=sys.argv[2])
print("delivering", flush=True)
Deliverer(a_store(sys.argv[1]), sender=Sender(anywhere, trust), clock=lambda: MOMENT).deliver_due()
"""


def test_a_process_that_is_killed_while_a_site_receives_has_it_told_again_under_the_same_name(tmp_path: Path) -> None:
    url, pem = a_database(tmp_path), tmp_path / "authority.pem"
    authority().cert_pem.write_to_path(str(pem))
    store = a_store(url)
    came, killed = threading.Event(), threading.Event()

    def hold(_: object) -> None:
        came.set()
        killed.wait(PATIENCE)

    with receiving() as receiver:
        a_site(store, "blog", receiver.answers("/held", Reply(act=hold)))
        store.record(an_attempt(1, site="blog"))
        process = subprocess.Popen([sys.executable, "-c", DELIVERING, url, str(pem)], cwd=ROOT)
        assert came.wait(PATIENCE)
        process.kill()
        process.wait(PATIENCE)
        killed.set()
        receiver.answers("/held", Reply())
        assert not a_deliverer(store).deliver_due(), "it is lent to whoever was killed"
        moment = MOMENT + LEASE + timedelta(seconds=1)
        Deliverer(store, sender=a_sender(), clock=lambda: moment).deliver_due()
        first, second = receiver.got
    assert first.name == second.name and first.document == second.document
    assert [one.state for one in store.outbox().log()] == ["delivered"]
    store.close()
