"""Every address of the platform."""

from django.contrib import admin
from django.contrib.auth import views as accounts
from django.urls import include, path
from django.views.decorators.csrf import csrf_exempt
from django.views.i18n import set_language

from luoshi_web import oidc
from luoshi_web.views import board, checking, commitments, desk, reports, texts

urlpatterns = [
    path("", board.home, name="home"),
    path("places/<str:name>/", board.place, name="place"),
    path("places/<str:name>/<int:year>/", board.place, name="place-year"),
    path("commitments/", commitments.listing, name="commitments"),
    path("commitments/<slug:key>/", commitments.single, name="commitment"),
    path("reports/", reports.listing, name="reports"),
    path("reports/<slug:slug>/", reports.single, name="report"),
    path("projects/", board.projects, name="projects"),
    path("series/", board.series, name="series"),
    path("findings/", board.findings, name="findings"),
    path("compare/", board.compare, name="compare"),
    path("changes/", board.changes, name="changes"),
    path("cite/<slug:key>/", commitments.cite, name="cite"),
    path("about/", texts.page, {"name": "about"}, name="about"),
    path("method/", texts.page, {"name": "method"}, name="method"),
    path("data/", texts.page, {"name": "data"}, name="data"),
    path("desk/", desk.queue, name="desk"),
    path("desk/upload/", desk.upload, name="upload"),
    path("desk/progress/", desk.progress, name="progress"),
    path("desk/reports/<int:pk>/", checking.page, name="checking"),
    path("desk/reports/<int:pk>/front/", checking.front, name="front"),
    path("desk/reports/<int:pk>/rows/", checking.decide, name="decide"),
    path("desk/reports/<int:pk>/rows/<slug:row>/<int:at>/", checking.row, name="row"),
    path("desk/reports/<int:pk>/again/", desk.again, name="again"),
    path("desk/reports/<int:pk>/discard/", desk.discard, name="discard"),
    path("desk/reports/<int:pk>/publish/", desk.publish, name="publish"),
    path("desk/reports/<int:pk>/withdraw/", desk.withdraw, name="withdraw"),
    path("accounts/login/", accounts.LoginView.as_view(extra_context={"oidc": oidc.is_on()}), name="login"),
    path("accounts/logout/", accounts.LogoutView.as_view(), name="logout"),
    path("", include("luoshi_web.api.urls")),
    path("", include("luoshi_web.downloads.urls")),
    path("i18n/setlang/", csrf_exempt(set_language), name="set_language"),
    path("admin/", admin.site.urls),
]

if oidc.is_on():
    urlpatterns.append(path("accounts/", include("luoshi_web.oidc_accounts")))
