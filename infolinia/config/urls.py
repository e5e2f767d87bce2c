"""Where every address leads. Each screen package brings its own addresses.

Programs' addresses are few and come first: whoever asks often shouldn't be compared with every screen.
"""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("", include("infolinia.api.georeport.urls")),
    path("", include("infolinia.api.urls")),
    path("", include("infolinia.web.urls")),
    path("konto/", include("allauth.urls")),
    path("admin/", admin.site.urls),
]
