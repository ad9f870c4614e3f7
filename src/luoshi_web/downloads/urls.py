"""The addresses of files."""

from django.urls import path

from luoshi_web.downloads import views

urlpatterns = [
    path("downloads/luoshi.zip", views.whole, name="download-dataset"),
    path("downloads/<slug:name>.csv", views.as_csv, name="download-csv"),
    path("downloads/<slug:name>.xlsx", views.as_xlsx, name="download-xlsx"),
    path("changes/atom.xml", views.feed, name="feed"),
]
