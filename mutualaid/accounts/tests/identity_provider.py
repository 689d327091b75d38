"""A provider of identities on this machine: it vouches for whoever a test says."""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

CLIENT_ID, CLIENT_SECRET = "northbridge", "between us"
OURS = rsa.generate_private_key(public_exponent=65537, key_size=2048)
ANOTHERS = rsa.generate_private_key(public_exponent=65537, key_size=2048)


@dataclass
class Provider:
    """What the provider will say; tests change its answers to untruths."""

    issuer: str = ""
    claims: dict[str, Any] = field(default_factory=dict)
    nonce: str = ""
    key: Any = OURS
    algorithm: str = "RS256"
    config: dict[str, Any] = field(default_factory=dict)
    raw_token: str | None = None
    asked: list[str] = field(default_factory=list)
    posted: dict[str, str] = field(default_factory=dict)

    def discovery(self) -> dict[str, Any]:
        paths = {
            "authorization_endpoint": "/authorize",
            "token_endpoint": "/token",
            "jwks_uri": "/keys",
            "userinfo_endpoint": "/who",
        }
        known = {name: self.issuer + path for name, path in paths.items()}
        methods = {"token_endpoint_auth_methods_supported": ["client_secret_post"]}
        return {"issuer": self.issuer, **known, **methods, **self.config}

    def keys(self) -> dict[str, Any]:
        key = json.loads(RSAAlgorithm.to_jwk(OURS.public_key()))
        return {"keys": [{**key, "kid": "one", "alg": "RS256", "use": "sig"}]}

    def token(self) -> dict[str, Any]:
        now = int(time.time())
        said = {
            "iss": self.issuer,
            "aud": CLIENT_ID,
            "sub": "subject-1",
            "iat": now,
            "exp": now + 60,
            "nonce": self.nonce,
            "email_verified": True,
            **self.claims,
        }
        made = jwt.encode(said, self.key, self.algorithm, headers={"kid": "one"})
        told = made if self.raw_token is None else self.raw_token
        return {"access_token": "unused", "token_type": "Bearer", "id_token": told}


@contextmanager
def running() -> Iterator[Provider]:
    provider = Provider()

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            provider.asked.append(self.path)
            wanted = {
                "/.well-known/openid-configuration": provider.discovery,
                "/keys": provider.keys,
            }
            self.say(wanted[self.path]())

        def do_POST(self) -> None:
            provider.asked.append(self.path)
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            provider.posted = {name: one for name, (one, *_) in parse_qs(body).items()}
            self.say(provider.token())

        def say(self, what: dict[str, Any]) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(json.dumps(what).encode())

        def log_message(self, *_what: Any) -> None:
            """Nothing on the console of the tests."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    provider.issuer = f"http://127.0.0.1:{server.server_port}"
    thread = Thread(target=server.serve_forever, args=[0.01], daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def query_of(address: str) -> dict[str, str]:
    return {name: one for name, (one, *_) in parse_qs(urlsplit(address).query).items()}
