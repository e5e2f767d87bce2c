"""Django's settings, read once from the environment. `config.environment` explains every variable."""

from pathlib import Path

from django.utils.translation import gettext_lazy as _

from infolinia.config.environment import environment

ENV = environment()
ROOT = Path(__file__).resolve().parents[2]

SECRET_KEY = ENV.secret_key
DEBUG = False
DEMO = ENV.demo
STATE = ENV.state
PARTS = ENV.parts
ALLOWED_HOSTS = ENV.allowed_hosts
CSRF_TRUSTED_ORIGINS = ENV.trusted_origins
ROOT_URLCONF = "infolinia.config.urls"
AUTH_USER_MODEL = "city.Staff"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "infolinia.core",
    "infolinia.city",
    "infolinia.contacts",
    "infolinia.knowledge",
    "infolinia.correspondence",
    "infolinia.partners",
    "infolinia.matters",
    "infolinia.routing",
    "infolinia.telephony",
    "infolinia.outreach",
    "infolinia.demo",
    "infolinia.web",
    "infolinia.web.administration.apps.OfficeAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.forms",
    "django_htmx",
    "pgtrigger",
    "pghistory",
    "procrastinate.contrib.django",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
]

MIDDLEWARE = [
    "infolinia.web.health.middleware.CountRequests",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "infolinia.web.middleware.ContentSecurityPolicy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "infolinia.web.middleware.ChosenLanguage",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "infolinia.web.middleware.IdleSession",
    "infolinia.web.accounts.second_factor.AskSecondFactor",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "pghistory.middleware.HistoryMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "infolinia" / "web" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "infolinia.web.context.city",
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static", "infolinia.web.templatetags.screen"],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

DATABASES = {"default": ENV.database}
# Counts of failed sign-ins: one table for all processes and machines, and nothing forgotten at a restart.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "core_cache"}}

PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "web:start"
LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "infolinia.web.accounts.adapter.StaffAccounts"
ACCOUNT_SESSION_REMEMBER = False
# Under https a proxy stands in front and names the client; without it all residents would share one limit.
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if ENV.https else 0
ACCOUNT_RATE_LIMITS = {"login_failed": ENV.login_limit}
ACCOUNT_FORMS = {
    "login": "infolinia.web.accounts.forms.SignIn",
    "reauthenticate": "infolinia.web.accounts.forms.ConfirmPassword",
    "change_password": "infolinia.web.accounts.forms.NewPassword",
}
MFA_ADAPTER = "infolinia.web.accounts.adapter.SecondFactors"
MFA_FORMS = {
    "authenticate": "infolinia.web.accounts.forms.SecondStep",
    "reauthenticate": "infolinia.web.accounts.forms.ConfirmByCode",
    "activate_totp": "infolinia.web.accounts.forms.StartTotp",
    "add_webauthn": "infolinia.web.accounts.forms.NewKey",
    "edit_webauthn": "infolinia.web.accounts.forms.RenamedKey",
}
# Who must have a second factor; invented people of the demo need none.
SECOND_FACTOR_ROLES = () if ENV.demo else ("admin", "supervisor")
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_ISSUER = "Infolinia"
MFA_TOTP_TOLERANCE = 1  # a code that just ran out still counts: people type slowly
SESSION_COOKIE_AGE = 8 * 60 * 60
SESSION_IDLE_SECONDS = 30 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = ENV.https
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ENV.https else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

LANGUAGE_CODE = "pl"
LANGUAGES = [("pl", _("polski")), ("en", _("angielski")), ("uk", _("ukraiński"))]
LOCALE_PATHS = [ROOT / "locale"]
TIME_ZONE = "Europe/Warsaw"
USE_TZ = True
USE_I18N = True
USE_THOUSAND_SEPARATOR = False

STATIC_URL = "/static/"
STATIC_ROOT = ENV.state / "static"
STATICFILES_DIRS = [
    path for path in (ROOT / "frontend" / "dist", ROOT / "infolinia" / "web" / "static") if path.exists()
]
WHITENOISE_USE_FINDERS = False
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": ENV.state / "files"}},
    "staticfiles": {"BACKEND": ENV.static_storage},
}

EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST, EMAIL_PORT = ENV.smtp_host, ENV.smtp_port
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = ENV.smtp_user, ENV.smtp_password
EMAIL_USE_TLS, EMAIL_USE_SSL = ENV.smtp_scheme == "smtp+starttls", ENV.smtp_scheme == "smtps"
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = ENV.mail_from
MAILBOXES, MAILBOX_ADDRESSES, LETTER_RECEIPTS = ENV.mailboxes, ENV.mailbox_addresses, ENV.letter_receipts
SMS_COUNTRIES = ENV.sms_countries
SMS_SECRETS = ENV.sms_secrets
SMS_DEMO_URL = ENV.sms_demo_url

CITY_NAME = ENV.city_name
CITY_PHONE = ENV.city_phone
PUBLIC_URL = ENV.public_url
LIVE_URL = ENV.live_url
MAP_STYLE = ENV.map_style
LINE_ALWAYS_OPEN = ENV.line_always_open
CHECK_LINKS = ENV.check_links
PAGE_HOSTS = ENV.page_hosts
KEEP_MONTHS = ENV.keep_months
LETTER_SENDER, PRINT_HOUR, POST_ROOM = ENV.letter_sender, ENV.print_hour, ENV.post_room
EDELIVERY = ENV.edelivery
EZD = ENV.ezd

# Cards name a clock; the room above them has its words.
CLOCK_CATALOGUE = "infolinia.matters.queries.clock_words"

PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"
PROCRASTINATE_IMPORT_PATHS = ["infolinia.journeys.jobs", "infolinia.correspondence.printing.jobs"]  # no Django apps
PROCRASTINATE_IMPORT_PATHS += ["infolinia.correspondence.edelivery.jobs"]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    # Below a warning they would write each job with its arguments, and each address that is asked.
    "loggers": {"procrastinate": {"level": "WARNING"}, "httpx": {"level": "WARNING"}},
}
