"""How the API answers: entity tags, troubles in one shape, a limit on requests, and a description of all of it."""

import hashlib
import math
import time
from collections.abc import Mapping
from typing import Any, Literal

from django.conf import settings
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.http import parse_etags
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from ninja.openapi.schema import OpenAPISchema
from ninja.renderers import JSONRenderer
from ninja.throttling import BaseThrottle
from pydantic import BaseModel, Field

_MINUTE = 60
_FRESH = "public, max-age=60"


class Detail(BaseModel):
    """What is wrong with one part of a request."""

    where: str = Field(description="the part: query.page, path.slug …")
    problem: str = Field(description="what is wrong with it")


class Trouble(BaseModel):
    """Why there is no answer."""

    code: Literal["not_found", "invalid", "too_many"] = Field(description="for programs")
    detail: str = Field(description="for people")
    parts: list[Detail] = Field(default=[], description="the parts of the request that are invalid")


TROUBLES: dict[int, type[Trouble]] = {422: Trouble, 429: Trouble}
"""Answers that every route can give beside its own."""


class MinuteThrottle(BaseThrottle):
    """So many requests a minute from one address, as the setting LUOSHI_API_A_MINUTE says."""

    def allow_request(self, request: HttpRequest) -> bool:
        """Whether the address has requests left in this minute."""
        key = f"api:{request.META.get('REMOTE_ADDR', '')}:{int(time.time() // _MINUTE)}"
        cache.add(key, 0, 2 * _MINUTE)
        try:
            count = cache.incr(key)
        except ValueError:  # the cache has dropped it between the two steps
            return True
        return bool(count <= settings.API_A_MINUTE)

    def wait(self) -> float:
        """Seconds until the next minute."""
        return _MINUTE - time.time() % _MINUTE


class PlainRenderer(JSONRenderer):
    """JSON with Chinese as it is, which is half as long."""

    json_dumps_params: Mapping[str, Any] = {"ensure_ascii": False}


class TaggedAPI(NinjaAPI):
    """An API whose answers carry an ETag of their bytes, and are 304 to whoever has them already."""

    def create_response(self, request: HttpRequest, data: Any, **named: Any) -> HttpResponse:
        """The answer with its tag; open to scripts of other sites, since all of it is public."""
        response = super().create_response(request, data, **named)
        response["Access-Control-Allow-Origin"] = "*"
        if response.status_code == 200:
            etag = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
            response["ETag"], response["Cache-Control"] = etag, _FRESH
            if is_known(request, etag):
                return _unchanged(response)
        return response

    def get_openapi_schema(self, **named: Any) -> OpenAPISchema:
        """The description, with what every route has in common; HEAD is GET without a body and goes unsaid."""
        schema = super().get_openapi_schema(**named)
        for operations in schema["paths"].values():
            operations.pop("head", None)
            for operation in operations.values():
                _describe(operation["responses"])
        return schema


def is_known(request: HttpRequest, etag: str) -> bool:
    """Whether the sender says that it has what ``etag`` names (weak comparison, RFC 9110 section 13.1.2)."""
    known = [each.removeprefix("W/") for each in parse_etags(request.headers.get("If-None-Match", ""))]
    return etag.removeprefix("W/") in known or "*" in known


def add_troubles(api: TaggedAPI) -> None:
    """Make ``api`` answer troubles in the shape that it documents."""

    def missing(request: HttpRequest, _: Any) -> HttpResponse:
        return api.create_response(request, trouble("not_found", "no such published row"), status=404)

    def invalid(request: HttpRequest, error: Any) -> HttpResponse:
        parts = [_detail(each) for each in error.errors]
        return api.create_response(request, trouble("invalid", "the request is not valid", parts), status=422)

    def refused(request: HttpRequest, error: Any) -> HttpResponse:
        answer = api.create_response(request, trouble("too_many", str(error)), status=error.status_code)
        answer["Retry-After"] = str(math.ceil(getattr(error, "wait", None) or _MINUTE))
        return answer

    api.add_exception_handler(Http404, missing)
    api.add_exception_handler(ValidationError, invalid)
    api.add_exception_handler(HttpError, refused)


def trouble(code: str, detail: str, parts: list[dict[str, str]] | None = None) -> dict[str, Any]:
    """A trouble as the schema ``Trouble`` describes it."""
    return {"code": code, "detail": detail, "parts": parts or []}


def _detail(error: dict[str, Any]) -> dict[str, str]:
    where = [str(each) for each in error["loc"]]
    return {"where": ".".join(dict.fromkeys([where[0], where[-1]])), "problem": str(error["msg"])}


def _unchanged(response: HttpResponse) -> HttpResponseNotModified:
    answer = HttpResponseNotModified()
    for name in ("ETag", "Cache-Control", "Access-Control-Allow-Origin"):
        answer[name] = response[name]
    return answer


def _describe(responses: dict[Any, Any]) -> None:
    tag = {"description": "of the bytes of the answer; send it as If-None-Match", "schema": {"type": "string"}}
    wait = {"description": "seconds to wait", "schema": {"type": "integer"}}
    for code, response in responses.items():
        if int(code) == 200:
            response["headers"] = {"ETag": tag}
        if int(code) == 429:
            response["headers"] = {"Retry-After": wait}
    responses[304] = {"description": "Not Modified: you have it already", "headers": {"ETag": tag}}
