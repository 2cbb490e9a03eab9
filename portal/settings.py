"""The one settings file: safe when nothing is set; .env.example lists what may be."""

from pathlib import Path
from urllib.parse import urlsplit

from csp.constants import NONE, SELF

from portal import env

BASE_DIR = Path(__file__).resolve().parent.parent

# ── Where this portal lives ──────────────────────────────────────────────────────────────────────

DATA_DIR = env.folder("DATA_DIR", BASE_DIR / "var")
PORT = env.port("PORT", 8000)
SITE_URL = env.site_url(f"http://localhost:{PORT}")
IS_HTTPS = SITE_URL.startswith("https://")
DEBUG = env.read("bool", "DEBUG", False)
SECRET_KEY = env.secret_key(DATA_DIR)
SECRET_KEY_FALLBACKS = env.old_keys("SECRET_KEY_FALLBACKS")  # what they signed and sealed is still taken
ALLOWED_HOSTS = env.hosts("ALLOWED_HOSTS", [urlsplit(SITE_URL).hostname, "localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = [SITE_URL]

# ── Who publishes ────────────────────────────────────────────────────────────────────────────────

PUBLISHER = env.read("str", "PUBLISHER", "Health Education England")
SITE_NAME = env.read("str", "SITE_NAME", "Leadership guidelines")

# ── Parts ────────────────────────────────────────────────────────────────────────────────────────

OUR_APPS = ["portal", "guidelines", "resources", "engagement"]
INSTALLED_APPS = [
    *OUR_APPS,
    "portal.apps.DeskConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "django.forms",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "markdownx",
]
MIDDLEWARE = [
    "portal.page_cache.middleware.keep_public_pages",
    "portal.middleware.answer_when_the_database_is_away",
    "portal.middleware.content_security_policy",  # before what answers by itself: redirects to https, static files
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "portal.middleware.refuse_unreadable_addresses",
    "portal.middleware.OfOurHost",
    "portal.redirects.middleware",
    "guidelines.withdrawn.middleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "portal.signing_in.middleware.guard_the_desk",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "portal.context.site",
            ],
        },
    }
]

# ── Database and files ───────────────────────────────────────────────────────────────────────────

DATABASES = {"default": env.database(DATA_DIR / "portal.sqlite3")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

MEDIA_ROOT = DATA_DIR / "media"
MEDIA_URL = "/media/"
STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "build" / "static"
STATICFILES_DIRS = [BASE_DIR / "static", BASE_DIR / "build" / "vendor"]
STORAGES = {
    "default": env.storage(),
    "staticfiles": {"BACKEND": "portal.static_files.HashedStorage"},
}
WHITENOISE_MAX_AGE = 3600
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
ACCEL_REDIRECT = env.read("str", "ACCEL_REDIRECT", "")  # nginx’s internal location of MEDIA_ROOT, such as /files/
FILE_UPLOAD_HANDLERS = [
    "portal.uploads.LimitBySize",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
UPLOAD_MAX_BYTES = 50 * 1024 * 1024
LARGE_UPLOADS_UNDER = "/admin/"

# ── Work in the background ───────────────────────────────────────────────────────────────────────

BACKGROUND = "thread"  # of the process that asked; "at once" waits for it, as tests do
REGULAR = {  # what `manage.py work` does, and after how many seconds again
    "portal.post.send_due": 10,
    "engagement.updates.telling.tell": 60,  # subscribers, of what has become public
    "guidelines.reminding.remind": 3600,  # owners of chapters that fall due for review
    **({"portal.outside.collect": 600, "portal.outside.check": 15} if env.read("bool", "CHECK_LINKS", True) else {}),
    "guidelines.exports.tasks.build_missing": 15,
    "resources.tasks.read_missing": 60,
    "portal.personal.forget_due": 24 * 3600,
    "portal.signing_in.devices.forget": 24 * 3600,
}
AFTER_RELEASE = ["engagement.updates.telling.tell"]  # called after the commit of a release or a withdrawal

# In each process: who has asked how often within the minute. So many addresses at once make it forget nobody.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "OPTIONS": {"MAX_ENTRIES": 100_000}}}

# ── Post ─────────────────────────────────────────────────────────────────────────────────────────

# Without a mail server, letters are files in this folder; the start names it.
MAIL_DIR = DATA_DIR / "mail"
EMAIL = env.mail(MAIL_DIR)
EMAIL_BACKEND, EMAIL_FILE_PATH = EMAIL["BACKEND"], MAIL_DIR
EMAIL_HOST, EMAIL_PORT = EMAIL["HOST"], EMAIL["PORT"]
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = EMAIL["USER"], EMAIL["PASSWORD"]
EMAIL_USE_TLS, EMAIL_USE_SSL = EMAIL["STARTTLS"], EMAIL["TLS"]
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.read(
    "str", "MAIL_FROM", f"{SITE_NAME} <no-reply@{urlsplit(SITE_URL).hostname}>"
)
MAIL_REFUSED = ["engagement.updates.actions.go_quiet"]  # told the address that a mail server refused for good

# ── What is kept of people, and for how many days ───────────────────────────────────────────────

PERSONAL = [  # modules that know one kind of personal record each (portal/personal.py)
    "portal.post.personal",
    "engagement.updates.personal",
    "engagement.updates.personal_unconfirmed",
    "engagement.joining.personal",
    "engagement.feedback.personal",
    "engagement.reviewing.personal",
]
LETTER_DAYS = env.days("LETTER_DAYS", 90)  # after they were sent or given up
INTEREST_DAYS = env.days("INTEREST_DAYS", 730)  # after an expression of interest was last dealt with
MEMBER_DAYS = env.days("MEMBER_DAYS", 5 * 365)  # after somebody became a member of the steering group
FEEDBACK_DAYS = env.days("FEEDBACK_DAYS", 365)  # after it was sent
UPDATES_CONFIRM_DAYS = 7  # in which a new address for updates has to be confirmed
UPDATES_GONE_DAYS = env.days("UPDATES_GONE_DAYS", 30)  # after a subscriber stopped: links in old e-mails still answer
UPDATES_QUIET_DAYS = env.days("UPDATES_QUIET_DAYS", 365)  # after an address of a subscriber took no e-mail
REVIEWER_DAYS = env.days("REVIEWER_DAYS", 183)  # after a review link stopped working, for its e-mail address

# ── Readers’ pages, kept in the memory of each process ──────────────────────────────────────────

PAGE_CACHE_BYTES = env.number("PAGE_CACHE_MB", 64, lowest=0, highest=100_000) * 1024 * 1024  # 0 keeps none
KEPT_QUERIES = {"page", "view", "kind", "chapter", "profession", "year", "publisher", "guideline", "cursor"}
MOMENTS = ["guidelines.moments.next_release", "resources.moments.next_news"]  # when pages change by themselves
QUIET_MODELS = [  # what readers never see, so that writing it renews no page
    "portal.AuditEntry",
    "portal.ContentStamp",
    "portal.Enclosure",
    "portal.Letter",
    "portal.OutsideLink",
    "portal.Setback",
    "portal.FailedTry",
    "portal.RecoveryCode",
    "portal.SecondStep",
    "portal.SignedIn",
    "portal.WayIn",
    "guidelines.Editing",
    "guidelines.Revision",
    "guidelines.Typing",
    "resources.DownloadCount",
    "engagement.Mailing",
    "engagement.Subscriber",
    "engagement.SubscriptionRequest",
    "engagement.Told",
    "engagement.ExpressionOfInterest",
    "engagement.Feedback",
    "engagement.FeedbackAnswer",
    "engagement.ReviewAnswer",
    "engagement.ReviewComment",
    "engagement.ReviewLink",
    "engagement.SurveyAnswer",
    "engagement.SurveyReply",
]

# ── Language and time ────────────────────────────────────────────────────────────────────────────

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
FORMS_URLFIELD_ASSUME_HTTPS = True  # Django 6 does so by itself
FORMAT_MODULE_PATH = "portal.formats"

# ── Security ─────────────────────────────────────────────────────────────────────────────────────

SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.read("bool", "BEHIND_PROXY", False) else None
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$", r"^metrics$"]
SECURE_HSTS_SECONDS = 31_536_000 if IS_HTTPS else 0
SECURE_SSL_REDIRECT = SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = IS_HTTPS
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"

SESSION_ENGINE = "portal.signing_in.sessions"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_HTTPS
SESSION_COOKIE_NAME = "__Host-session" if IS_HTTPS else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if IS_HTTPS else "csrf"
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_AGE = None  # until the browser is closed
MESSAGE_STORAGE = "portal.signing_in.said.Said"
SESSION_COOKIE_AGE = 12 * 60 * 60  # from the moment of signing in; work does not lengthen it
SESSION_IDLE_MINUTES = env.number("SESSION_IDLE_MINUTES", 120, lowest=5, highest=720, of=" of minutes")
REQUIRE_SECOND_FACTOR = env.read("bool", "REQUIRE_SECOND_FACTOR", False)  # at the desk: an app’s code or a passkey
CSRF_FAILURE_VIEW = "portal.errors.forbidden"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        **{what: [NONE] for what in ["default-src", "object-src", "base-uri", "frame-ancestors"]},
        **{what: [SELF] for what in ["script-src", "style-src", "font-src", "connect-src", "form-action"]},
        "img-src": [SELF, "data:"],
    }
}
PERMISSIONS_POLICY = {
    feature: [] for feature in ["camera", "display-capture", "geolocation", "microphone", "payment", "usb"]
}

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "portal.signing_in.validators.SoonGuessed"},
]
LOGIN_URL = "admin:login"

# ── Writing ──────────────────────────────────────────────────────────────────────────────────────

LINKABLE = {"document": "resources.Document"}  # what editors may link to by name: [words](document:slug)
WRITTEN = [  # functions that give every text which readers meet (portal/written.py)
    "portal.written.redirects",
    "guidelines.written.everything",
    "resources.written.everything",
    "engagement.written.everything",
]
OUTSIDE_LINKS_ALSO = set()  # {"127.0.0.1:8123"}: private addresses that tests may ask; never set it otherwise
DESK_CARDS = [  # functions that give a person’s cards on the desk’s first page (portal/cards.py)
    "guidelines.cards.cards",
    "portal.outside.card.cards",
    "portal.setbacks_card.cards",
    "engagement.cards.cards",
    "engagement.surveys.cards.cards",
    "engagement.updates.cards.cards",
    "engagement.reviewing.cards.cards",
    "portal.personal_desk.cards",
]
MOVED = ["guidelines.moved.address"]  # functions that know where a vanished page went (portal/redirects.py)
MARKDOWNX_MEDIA_PATH = "images/"
IMAGE_MAX_BYTES = 5 * 1024 * 1024
IMAGE_MAX_PIXELS = 40_000_000
IMAGE_MAX_SIDE = 1600
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # room for a page with some thousand statements
DATA_UPLOAD_MAX_MEMORY_SIZE = 6 * 1024 * 1024

# ── Machines ─────────────────────────────────────────────────────────────────────────────────────

API = ["guidelines.api.ROUTERS", "resources.api.ROUTERS"]  # what /api/v1/ offers

# ── Finding: what there is to find, and where the index lies ─────────────────────────────────────

SEARCHABLE = ["guidelines.searchable.SOURCES", "resources.searchable.SOURCES", "engagement.searchable.SOURCES"]
SEARCH_DIR = DATA_DIR / "search"  # each node’s own index; it may be deleted at any time
SEARCH_LOOKS_EVERY = 1.0  # seconds after which a process looks whether there is something new

# ── Messages to the operator ─────────────────────────────────────────────────────────────────────

LOG_FORMAT = env.one_of("LOG_FORMAT", ["line", "json"])
LOG_REQUESTS = env.read("bool", "LOG_REQUESTS", False)
METRICS_TOKEN = env.read("str", "METRICS_TOKEN", "")  # /metrics answers whoever has it; empty, nobody

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "portal.watching.logs.Line"}, "json": {"()": "portal.watching.logs.Json"}},
    "filters": {"one_line": {"()": "portal.watching.logs.OneLineForBadRequests"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": LOG_FORMAT, "filters": ["one_line"]}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django.server": {"handlers": ["console"], "level": "INFO", "propagate": False},
        "portal.requests": {"level": "INFO"},
        "portal.security": {"level": "INFO"},
    },
}
