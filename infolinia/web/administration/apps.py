"""Puts our site in the place of Django's own administration."""

from django.contrib.admin.apps import AdminConfig


class OfficeAdminConfig(AdminConfig):
    """Django's administration with our site."""

    default_site = "infolinia.web.administration.site.OfficeSite"
