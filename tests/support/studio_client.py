"""A browser with the page of the studio open, without a network."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from asgi_client import Answer, ask

PORT = 8400
TOKEN = "a-token-of-the-tests"  # noqa: S105 - of the tests
SHORT = "# Short\n\nBreathe in. [2s]\n\n## Bridge\n\n- hold: 10s\n- sides: right, left\n"
JSON = {"content-type": "application/json"}


@dataclass
class Client:
    """A browser with the page open, or a stranger without the cookie."""

    app: Any
    cookie: dict[str, str] = field(default_factory=dict)

    def call(self, method: str, path: str, body: bytes = b"", headers: Mapping[str, str] | None = None) -> Answer:
        sent = {**self.cookie, **(headers or {})}
        host = sent.pop("host", f"127.0.0.1:{PORT}")
        return ask(self.app, path, method=method, host=host, headers=sent, body=body)

    def get(self, path: str, headers: Mapping[str, str] | None = None) -> Answer:
        return self.call("GET", path, headers=headers)

    def send(self, method: str, path: str, fields: Mapping[str, object]) -> tuple[int, Any]:
        answer = self.call(method, path, json.dumps(fields).encode(), JSON)
        return answer.status, json.loads(answer.body)

    def fields(self, path: str) -> Any:
        return json.loads(self.get(path).body)

    def spoken(self, text: str, **options: object) -> dict[str, Any]:
        """Return the session of a text, when all of it is spoken by the voice ``tone``."""
        status, opened = self.send("POST", "/api/sessions", {"text": text, "options": {"voice": "tone", **options}})
        assert status == 200, opened
        session: dict[str, Any] = self.fields(f"/api/sessions/{opened['id']}?wait_s=20")
        assert session["state"] == "ready"
        return session
