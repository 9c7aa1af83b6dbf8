"""A small, faithful OpenID Connect provider on this machine: real sockets, real keys, a login form, and no kindness.

with running_provider() as provider:
    provider.people["sample-viewer"] = Person(groups=("career-staff",))
    provider.issuer                                    what it calls itself
    provider.callback_of(address, "sample-viewer")     sign in there; return where the browser is sent back to
    provider.rotate()                                  sign with another key from now on
    provider.twist = Twist(claims={"aud": "another"})  lie, in one of many ways

It checks what a provider has to: the client and its secret, the redirect address, PKCE, and that a code is used once.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import html
import json
import re
import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, parse_qsl, unquote, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import ECKey, KeyParameters, RSAKey

CLIENT, SECRET = "quiz", "a secret / with: signs"
PASSWORD = "password of the provider"


@dataclass(frozen=True)
class Person:
    """Somebody with an account there."""

    groups: tuple[str, ...] = ()
    claims: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Twist:
    """How the provider lies: claims and header of the ID token, who signs it, and what its addresses answer."""

    claims: dict[str, Any] = field(default_factory=dict)
    left_out: tuple[str, ...] = ()
    algorithm: str = ""
    is_foreign_key: bool = False
    token: Callable[[str], str] | None = None
    metadata: dict[str, Any] = field(default_factory=dict)
    answers: dict[str, Callable[[Any], None]] = field(default_factory=dict)
    back: dict[str, str] = field(default_factory=dict)


@dataclass
class Granted:
    """What a code stands for."""

    person: str
    redirect: str
    challenge: str
    nonce: str
    scopes: str
    is_used: bool = False


class Provider:
    """What the server knows. `asked` are the paths of everything that was asked for."""

    def __init__(self) -> None:
        self.issuer = ""
        self.redirects: set[str] = set()
        self.people: dict[str, Person] = {}
        self.asked: list[str] = []
        self.twist = Twist()
        self.moment: Callable[[], float] = time.time
        self.groups_in_userinfo = False
        self.names_itself = True
        self.ways = ["client_secret_basic", "client_secret_post"]
        self.algorithm = "RS256"
        self.codes: dict[str, Granted] = {}
        self.tokens: dict[str, str] = {}
        self._made = 0
        self.key = self._new_key()

    def rotate(self, algorithm: str = "") -> None:
        """Sign with a new key from now on; the old one is listed no more."""
        self.algorithm = algorithm or self.algorithm
        self.key = self._new_key()

    def callback_of(self, address: str, person: str, password: str = PASSWORD) -> str:
        """Open an address there, fill its form as a person would, and return where the browser is sent."""
        status, _, page = self._fetch("GET", address)
        assert status == 200, page
        fields = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page))
        sent = {name: html.unescape(value) for name, value in fields.items()}
        body = urlencode({**sent, "username": person, "password": password})
        status, headers, page = self._fetch("POST", f"{self.issuer}/login", body)
        assert status == 302, page
        return headers["Location"]

    def metadata(self) -> dict[str, Any]:
        """Return what it tells about itself."""
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "userinfo_endpoint": f"{self.issuer}/userinfo",
            "jwks_uri": f"{self.issuer}/keys",
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256", "ES256"],
            "token_endpoint_auth_methods_supported": self.ways,
            "code_challenge_methods_supported": ["S256"],
            "authorization_response_iss_parameter_supported": self.names_itself,
            **self.twist.metadata,
        }

    def keys(self) -> dict[str, Any]:
        """Return its keys, among others that are for something else."""
        sealing = {"kty": "RSA", "kid": "sealing", "use": "enc", "n": "AQAB", "e": "AQAB"}
        return {"keys": [sealing, {"kty": "NEW", "kid": "of tomorrow"}, self.key.as_dict(private=False)]}

    def id_token(self, granted: Granted, access_token: str) -> str:
        """Sign who somebody is."""
        now, person = int(self.moment()), self.people[granted.person]
        digest = hashlib.sha256(access_token.encode()).digest()[:16]
        claims = {
            "iss": self.issuer,
            "sub": f"subject of {granted.person}",
            "aud": CLIENT,
            "exp": now + 300,
            "iat": now,
            "nonce": granted.nonce,
            "at_hash": _encoded(digest),
            **self.told_of(granted.person),
            **({} if self.groups_in_userinfo else {"groups": list(person.groups)}),
            **self.twist.claims,
        }
        kept = {name: value for name, value in claims.items() if name not in self.twist.left_out}
        signed = self._signed(kept)
        return self.twist.token(signed) if self.twist.token else signed

    def told_of(self, name: str) -> dict[str, Any]:
        """Return what it tells of somebody beside who they are."""
        return {"preferred_username": name, "email": f"{name}@example.jp", **self.people[name].claims}

    def _signed(self, claims: dict[str, Any]) -> str:
        algorithm = self.twist.algorithm or self.algorithm
        header = {"alg": algorithm, "kid": self.key.kid}
        if algorithm in ("none", "HS256"):
            # No library would: nothing at all, or the old trick of the public key taken for a secret that two share.
            head = ".".join(_encoded(json.dumps(part).encode()) for part in (header, claims))
            secret = self.key.as_pem(private=False)
            signature = hmac.digest(secret, head.encode(), "sha256") if algorithm == "HS256" else b""
            return f"{head}.{_encoded(signature)}"
        key = self._new_key(self.key.kid) if self.twist.is_foreign_key else self.key
        return jwt.encode(header, claims, key, [algorithm])

    def _new_key(self, kid: str | None = None) -> Any:
        self._made += 1
        parameters: KeyParameters = {"kid": kid or f"key-{self._made}", "use": "sig"}
        if self.algorithm == "ES256":
            return ECKey.generate_key("P-256", parameters)
        return RSAKey.generate_key(2048, parameters)

    def _fetch(self, method: str, address: str, body: str | None = None) -> tuple[int, dict[str, str], str]:
        parts = urlsplit(address)
        assert f"{parts.scheme}://{parts.netloc}" == self.issuer, address
        connection = HTTPConnection(parts.hostname or "", parts.port, timeout=10)
        headers = {"Content-Type": "application/x-www-form-urlencoded"} if body else {}
        connection.request(method, f"{parts.path}?{parts.query}", body, headers)
        response = connection.getresponse()
        text = response.read().decode()
        connection.close()
        return response.status, dict(response.getheaders()), text


@contextmanager
def running_provider() -> Iterator[Provider]:
    """Run a provider on a free port of this machine."""
    provider = Provider()
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Here", (Handler,), {"provider": provider}))
    server.daemon_threads = True
    provider.issuer = f"http://127.0.0.1:{server.server_address[1]}"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)


def _encoded(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


class Handler(BaseHTTPRequestHandler):
    """Answers for the provider that its server knows."""

    protocol_version = "HTTP/1.0"
    provider: Provider

    def do_GET(self) -> None:
        self._answer(
            {
                "/.well-known/openid-configuration": self._metadata,
                "/keys": self._keys,
                "/authorize": self._authorize,
                "/userinfo": self._userinfo,
            }
        )

    def do_POST(self) -> None:
        self._answer({"/login": self._login, "/token": self._token})

    def log_message(self, *_: Any) -> None:
        pass

    def _answer(self, known: dict[str, Callable[[], None]]) -> None:
        path = urlsplit(self.path).path
        self.provider.asked.append(path)
        twisted = self.provider.twist.answers.get(path)
        if twisted is not None:
            twisted(self)
        elif path in known:
            known[path]()
        else:
            self._send(404, "nothing is here")

    def _metadata(self) -> None:
        self._json(200, self.provider.metadata())

    def _keys(self) -> None:
        self._json(200, self.provider.keys())

    def _authorize(self) -> None:
        """Ask who it is; what is wrong with the request itself is told here, and nobody is sent anywhere."""
        asked = dict(parse_qsl(urlsplit(self.path).query))
        faults = [
            asked.get("client_id") != CLIENT,
            asked.get("redirect_uri") not in self.provider.redirects,
            asked.get("response_type") != "code",
            asked.get("code_challenge_method") != "S256",
            len(asked.get("code_challenge", "")) != 43,
            not asked.get("state"),
            not asked.get("nonce"),
            "openid" not in asked.get("scope", "").split(),
        ]
        if any(faults):
            self._send(400, f"invalid_request {faults}")
            return
        fields = "".join(
            f'<input type="hidden" name="{name}" value="{html.escape(asked[name])}">'
            for name in ("redirect_uri", "state", "nonce", "code_challenge", "scope")
        )
        form = f'<form method="post" action="/login">{fields}<label>Name <input name="username"></label>'
        form += '<label>Password <input name="password" type="password"></label>'
        form += '<button>Sign in</button> <button name="answer" value="no">Cancel</button></form>'
        self._send(200, f"<!doctype html><title>Provider</title><h1>Sample provider</h1>{form}", "text/html")

    def _login(self) -> None:
        sent = {name: values[0] for name, values in parse_qs(self._body()).items()}
        known = sent.get("username") in self.provider.people and sent.get("password") == PASSWORD
        told = {"state": sent["state"]}
        if self.provider.names_itself:
            told["iss"] = self.provider.issuer
        if sent.get("answer") == "no":
            told["error"] = "access_denied"
        elif not known:
            self._send(403, "wrong name or password")
            return
        else:
            told["code"] = secrets.token_urlsafe(24)
            self.provider.codes[told["code"]] = Granted(
                sent["username"], sent["redirect_uri"], sent["code_challenge"], sent["nonce"], sent["scope"]
            )
        self.send_response(302)
        self.send_header("Location", f"{sent['redirect_uri']}?{urlencode({**told, **self.provider.twist.back})}")
        self.end_headers()

    def _token(self) -> None:
        sent = {name: values[0] for name, values in parse_qs(self._body()).items()}
        if not self._is_client(sent):
            self._json(401, {"error": "invalid_client"})
            return
        granted = self.provider.codes.get(sent.get("code", ""))
        verifier = hashlib.sha256(sent.get("code_verifier", "").encode()).digest()
        challenge = _encoded(verifier)
        is_good = (
            granted is not None
            and not granted.is_used
            and sent.get("grant_type") == "authorization_code"
            and sent.get("redirect_uri") == granted.redirect
            and challenge == granted.challenge
        )
        if granted is None or not is_good:
            self._json(400, {"error": "invalid_grant"})
            return
        granted.is_used = True
        access_token = secrets.token_urlsafe(24)
        self.provider.tokens[access_token] = granted.person
        given = {"access_token": access_token, "token_type": "Bearer", "expires_in": 300}
        self._json(200, {**given, "id_token": self.provider.id_token(granted, access_token)})

    def _is_client(self, sent: dict[str, str]) -> bool:
        scheme, _, given = self.headers.get("Authorization", "").partition(" ")
        if scheme == "Basic":
            name, _, secret = base64.b64decode(given).decode().partition(":")
            pair = unquote(name), unquote(secret)
            return (
                "client_secret_basic" in self.provider.ways and pair == (CLIENT, SECRET) and "client_secret" not in sent
            )
        if "client_secret" in sent:
            pair = sent.get("client_id", ""), sent["client_secret"]
            return "client_secret_post" in self.provider.ways and pair == (CLIENT, SECRET)
        return "none" in self.provider.ways and sent.get("client_id") == CLIENT

    def _userinfo(self) -> None:
        name = self.provider.tokens.get(self.headers.get("Authorization", "").removeprefix("Bearer "))
        if name is None:
            self._json(401, {"error": "invalid_token"})
            return
        groups = list(self.provider.people[name].groups)
        self._json(200, {"sub": f"subject of {name}", "groups": groups, **self.provider.told_of(name)})

    def _body(self) -> str:
        return self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()

    def _json(self, status: int, content: Any) -> None:
        self._send(status, json.dumps(content), "application/json")

    def _send(self, status: int, text: str, media: str = "text/plain") -> None:
        body = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", f"{media}; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
