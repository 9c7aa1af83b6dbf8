"""A host's pages for measuring: a bare article, and the same with the diagnostic in it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

PAGES = ("bare", "element", "card", "frame")
"""A bare page; the element as it is, and as a card; a frame without the script."""
PARAGRAPH = "<p>面接の前の日は、だれでも落ちつきません。まず、準備がどこまで進んだかを確かめましょう。</p>"
DOCUMENT = """<!doctype html><html lang="ja"><head><meta charset="utf-8"><title>サンプルのブログ</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,">
<style>interview-diagnostic { display: block; min-height: 560px }</style>
</head><body><h1>面接の前の日にすること</h1>%s%s</body></html>"""


def document(page: str, product: str) -> str:
    """Return one of the pages."""
    script = f'<script type="module" src="{product}/embed.js"></script>'
    link = f'<a href="{product}/d/interview">面接力診断（30秒）</a>'
    held = {
        "bare": "",
        "element": f'{script}<interview-diagnostic bank="interview">{link}</interview-diagnostic>',
        "card": f'{script}<interview-diagnostic bank="interview" variant="card">{link}</interview-diagnostic>',
        "frame": f'<iframe src="{product}/f/d/interview" title="面接力診断" width="100%" height="560"></iframe>',
    }
    return DOCUMENT % (held[page], PARAGRAPH * 20)


@contextmanager
def serving(port: int, product: str) -> Iterator[str]:
    """Serve the pages from threads of this process; yield their origin."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            body = document(self.path.strip("/"), product).encode() if self.path.strip("/") in PAGES else b""
            self.send_response(200 if body else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            pass

        def handle(self) -> None:
            # A browser hangs up when it is closed.
            with suppress(OSError):
                super().handle()

    server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
    server.daemon_threads = True
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield f"http://localhost:{port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
