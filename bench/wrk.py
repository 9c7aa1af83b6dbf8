"""Single steps driven by wrk, whose cost a request is a small part of Python's: rates next to a bare view stay true."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.figures import Latency
from bench.flows import FORM_TYPE, get, split_document
from bench.pages import QuizForm
from bench.servers import BenchError

MARK = "figures: "
GRACE_SECONDS = 20
DONE = """
done = function(summary, latency, _)
  local errors = summary.errors
  io.write(string.format('figures: {"completed": %d, "microseconds": %d, "failed": %d, "p50": %d, "p99": %d}\\n',
    summary.requests, summary.duration, errors.connect + errors.read + errors.write + errors.status + errors.timeout,
    latency:percentile(50), latency:percentile(99)))
end
"""
CHOICE = """
local questions, head, opening, closing = %(questions)s, %(head)s, %(opening)s, %(closing)s
local random, format = math.random, string.format
math.randomseed(%(seed)d)
local function key()
  return format("%%08x-%%04x-4%%03x-%%04x-%%06x%%06x", random(0, 0x7fffffff), random(0, 0xffff), random(0, 0xfff),
    random(0x8000, 0xbfff), random(0, 0xffffff), random(0, 0xffffff))
end
local function forwarded()
  return "\\r\\nX-Forwarded-For: 10." .. random(0, 15) .. "." .. random(0, 255) .. ".1\\r\\n\\r\\n"
end
local function answers()
  local chosen = ""
  for place = 1, #questions do
    local options = questions[place]
    chosen = chosen .. options[random(#options)]
  end
  return chosen
end
"""
SUBMIT = """
request = function()
  local body = opening .. key() .. answers()
  return head .. #body .. forwarded() .. body
end
"""
PUT = """
request = function()
  local body = opening .. answers() .. closing
  return "PUT /api/v1/attempts/" .. key() .. head .. #body .. forwarded() .. body
end
"""
ROTATE = """
local requests, place = %(requests)s, 0
request = function()
  place = place %% #requests + 1
  return requests[place]
end
"""


@dataclass(frozen=True, slots=True)
class Shot:
    """What wrk says of one run."""

    completed: int
    seconds: float
    failed: int
    latency: Latency


def lua(value: str | Iterable[str] | Iterable[Sequence[str]]) -> str:
    """Return text, or lists of texts, as a literal of Lua."""
    if isinstance(value, str):
        plain = set(range(32, 127)) - set(b'"\\')
        return '"' + "".join(chr(byte) if byte in plain else f"\\{byte:03d}" for byte in value.encode()) + '"'
    return "{" + ", ".join(lua(part) for part in value) + "}"


def rotating_script(paths: Sequence[str], host: str) -> str:
    """Return a script that asks for one path after the other."""
    requests = lua(get(path, host).decode() for path in paths)
    return ROTATE % {"requests": requests} + DONE


def submit_script(form: QuizForm, path: str, host: str, seed: int) -> str:
    """Return a script that sends the form with random answers, each time under a new key."""
    fields = [f"{name}={value}" for name, value in form.hidden.items() if name != "attempt"]
    choice = {
        "opening": lua("&".join([*fields, "attempt="])),
        "questions": lua([f"&{name}={value}" for value in values] for name, values in form.questions.items()),
        "closing": lua(""),
        "head": lua(f"POST {path}{head(host, FORM_TYPE)}"),
        "seed": seed,
    }
    return CHOICE % choice + SUBMIT + DONE


def put_script(form: QuizForm, host: str, seed: int) -> str:
    """Return a script that sends random answers as the page's own script does: as JSON, under a key in the address."""
    opening, closing = split_document(form)
    names = enumerate(form.questions.items())
    choice = {
        "opening": lua(opening),
        "questions": lua([f'{"," * (at > 0)}"{name}":"{value}"' for value in values] for at, (name, values) in names),
        "closing": lua(closing),
        "head": lua(head(host, "application/json", "Prefer: return=minimal")),
        "seed": seed,
    }
    return CHOICE % choice + PUT + DONE


def head(host: str, content_type: str, *more: str) -> str:
    """Return what stands between a path and the length of a body."""
    lines = [" HTTP/1.1", f"Host: {host}", "Accept-Encoding: gzip, br", f"Content-Type: {content_type}", *more]
    return "\r\n".join([*lines, "Content-Length: "])


def is_there() -> bool:
    """Say whether wrk is installed."""
    return shutil.which("wrk") is not None


def shoot(address: tuple[str, int], script: Path, connections: int, seconds: int) -> Shot:
    """Run a script on so many connections."""
    command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "-s", str(script)]
    run = subprocess.run(
        [*command, f"http://{address[0]}:{address[1]}/"],
        capture_output=True,
        text=True,
        timeout=seconds + GRACE_SECONDS,
        check=False,
    )
    return parse_shot(run.stdout)


def parse_shot(output: str) -> Shot:
    """Read the line of figures that our scripts print."""
    for line in output.splitlines():
        if line.startswith(MARK):
            said = json.loads(line.removeprefix(MARK))
            latency = Latency(said["p50"] / 1000, said["p99"] / 1000)
            return Shot(said["completed"], said["microseconds"] / 1e6, said["failed"], latency)
    raise BenchError(f"wrk said nothing that can be read: {output.strip()[-300:]}")
