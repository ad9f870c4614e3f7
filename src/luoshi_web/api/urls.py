"""The addresses of the API, and a page that lists its routes without any script."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, re_path

from luoshi_web.api.routes.commitments import router as commitments
from luoshi_web.api.routes.others import router as others
from luoshi_web.api.routes.places import router as places
from luoshi_web.api.serving import MinuteThrottle, PlainRenderer, TaggedAPI, add_troubles, trouble

api = TaggedAPI(
    title="落实 Luoshi",
    version="1",
    description=(
        "Published rows of government work reports, read-only. Every row names the report (sha256 of its characters) "
        "and the offsets it was read from. Within version 1, fields and routes are only ever added."
    ),
    docs_url=None,
    renderer=PlainRenderer(),
    throttle=[MinuteThrottle()],
)
add_troubles(api)
for router in (places, commitments, others):
    api.add_router("", router)


def missing(request: HttpRequest) -> HttpResponse:
    """Any other address below the API: not found, in the API's own words."""
    return api.create_response(request, trouble("not_found", "no such route"), status=404)


def guide(request: HttpRequest) -> HttpResponse:
    """The routes with their filters, from the OpenAPI document itself."""
    paths = api.get_openapi_schema()["paths"]
    routes = [_route(address, each) for address, operations in paths.items() for each in operations.values()]
    return render(request, "luoshi_web/api.html", {"routes": routes})


def _route(address: str, operation: dict[str, Any]) -> dict[str, Any]:
    return {"address": address, "description": operation["description"], "parameters": operation["parameters"]}


urlpatterns = [
    path("api/", guide, name="api-guide"),
    path("api/v1/", api.urls),
    re_path(r"^api/v1/", missing, name="api-missing"),
]
