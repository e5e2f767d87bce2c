"""Where every address leads. Each screen package brings its own addresses."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("", include("infolinia.web.urls")),
    path("", include("infolinia.api.georeport.urls")),
    path("", include("infolinia.api.urls")),
    path("konto/", include("allauth.urls")),
    path("admin/", admin.site.urls),
]
