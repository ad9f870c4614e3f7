"""A provider of OpenID Connect for one test: anyone who asks is ``person``, and no password is wanted."""

import base64
import hashlib
import json
import secrets
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, SECRET = "luoshi-test", "client-secret-of-the-test"


class Provider(ThreadingHTTPServer):
    """The server; what it claims of a person, and what it was asked, can be changed and read by the test."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answers)
        self.issuer = f"http://127.0.0.1:{self.server_port}"
        self.key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.person = {"sub": "u-1", "preferred_username": "闻澜", "email": "wenlan@example.org"}
        self.claims: dict[str, Any] = {}
        self.error = ""
        self.challenges: dict[str, str] = {}
        self.asked: list[str] = []
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def id_token(self) -> str:
        now = int(time.time())
        standard = {"iss": self.issuer, "aud": CLIENT, "iat": now, "exp": now + 60, **self.person}
        return jwt.encode({**standard, **self.claims}, self.key, algorithm="RS256", headers={"kid": "k"})


class Answers(BaseHTTPRequestHandler):
    server: Provider

    def log_message(self, *_: object) -> None:
        return

    def do_GET(self) -> None:
        address = urlsplit(self.path)
        query = {name: values[0] for name, values in parse_qs(address.query).items()}
        self.server.asked.append(address.path)
        issuer = self.server.issuer
        match address.path:
            case "/.well-known/openid-configuration":
                names = {"authorization_endpoint": "authorize", "token_endpoint": "token", "userinfo_endpoint": "me"}
                self.say(
                    {"issuer": issuer, "jwks_uri": f"{issuer}/jwks"} | {k: f"{issuer}/{v}" for k, v in names.items()}
                )
            case "/jwks":
                key = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.server.key.public_key()))
                self.say({"keys": [{**key, "kid": "k", "alg": "RS256", "use": "sig"}]})
            case "/authorize":
                self.authorize(query)
            case "/me":
                self.say(self.server.person)

    def authorize(self, query: dict[str, str]) -> None:
        assert query["client_id"] == CLIENT
        assert query["code_challenge_method"] == "S256"
        code = secrets.token_urlsafe()
        self.server.challenges[code] = query["code_challenge"]
        answer = {"error": self.server.error} if self.server.error else {"code": code}
        self.send_response(302)
        self.send_header("Location", f"{query['redirect_uri']}?{urlencode({**answer, 'state': query['state']})}")
        self.end_headers()

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        sent = {name: values[0] for name, values in parse_qs(body).items()}
        self.server.asked.append("/token")
        digest = hashlib.sha256(sent.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        right = sent.get("client_secret") == SECRET and self.server.challenges.get(sent["code"]) == challenge
        token = {"access_token": "t", "token_type": "Bearer", "expires_in": 60, "id_token": self.server.id_token()}
        self.say(token if right else {"error": "invalid_grant"}, 200 if right else 400)

    def say(self, answer: dict[str, Any], status: int = 200) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps(answer).encode())
