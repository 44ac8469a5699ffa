"""A folder in, a store of objects that answers as S3 does out: what listing and reading ask, on this machine alone."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit
from xml.sax.saxutils import escape


@contextmanager
def an_object_store(folder: Path) -> Iterator[str]:
    """Serves `folder`, whose folders are buckets; gives host and port."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Answers, folder))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class _Answers(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(self, folder: Path, *rest: object) -> None:
        self._folder = folder
        super().__init__(*rest)  # type: ignore[arg-type]

    def do_HEAD(self) -> None:
        file = self._file()
        self._answer(HTTPStatus.OK if file.is_file() else HTTPStatus.NOT_FOUND, file)

    def do_GET(self) -> None:
        asked = parse_qs(urlsplit(self.path).query)
        if "list-type" in asked:
            content = self._listed(asked.get("prefix", [""])[0]).encode()
            self._head(HTTPStatus.OK, len(content))
            self.wfile.write(content)
            return
        file = self._file()
        start, _, end = self.headers.get("Range", "bytes=0-").removeprefix("bytes=").partition("-")
        content = file.read_bytes()[int(start) : int(end) + 1 if end else None]
        self._head(HTTPStatus.PARTIAL_CONTENT, len(content))
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""

    def _file(self) -> Path:
        return self._folder / unquote(urlsplit(self.path).path).lstrip("/")

    def _answer(self, status: HTTPStatus, file: Path) -> None:
        self._head(status, file.stat().st_size if status == HTTPStatus.OK else 0)

    def _head(self, status: HTTPStatus, length: int) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(length))
        self.send_header("Last-Modified", "Wed, 06 May 2020 07:08:09 GMT")
        self.end_headers()

    def _listed(self, prefix: str) -> str:
        bucket = self._file()
        files = sorted(path for path in bucket.rglob("*") if path.is_file())
        found = [path for path in files if path.relative_to(bucket).as_posix().startswith(prefix)]
        rows = "".join(
            f"<Contents><Key>{escape(path.relative_to(bucket).as_posix())}</Key>"
            f"<LastModified>2020-05-06T07:08:09.000Z</LastModified><Size>{path.stat().st_size}</Size></Contents>"
            for path in found
        )
        end = f"<KeyCount>{len(found)}</KeyCount><IsTruncated>false</IsTruncated>"
        return f"<ListBucketResult>{rows}{end}</ListBucketResult>"
