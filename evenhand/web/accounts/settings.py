"""Settings of sign-in; `web.settings` takes them over."""

MINUTES = 60
HOURS = 60 * MINUTES

AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in (
        ("MinimumLengthValidator", {"min_length": 12}),
        (
            "UserAttributeSimilarityValidator",
            {"user_attributes": ("username",), "max_similarity": 0.5},
        ),
        ("CommonPasswordValidator", {}),
        ("NumericPasswordValidator", {}),
    )
]

LOGIN_URL = "/console/sign-in"
LOGIN_REDIRECT_URL = "/console/"
LOGOUT_REDIRECT_URL = "/console/sign-in"

SESSION_COOKIE_AGE = 12 * HOURS
SESSION_COOKIE_NAME = "evenhand_session"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_NAME = "evenhand_csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "evenhand.web.pages.errors.foreign_form"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
"""A proxy that speaks TLS says so; it protects nobody but the caller, who may say it too."""

ACCOUNT_ADAPTER = "evenhand.web.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_FORMS = {"login": "evenhand.web.accounts.forms.SignInForm"}
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * MINUTES
ACCOUNT_RATE_LIMITS = {
    "login": "300/m/ip",
    "login_failed": "100/m/ip,5/5m/key",
    "reauthenticate": "10/m/user",
    "change_password": "5/m/user",
}
"""A name is what is guessed for, so it is what is limited; many people may share an address."""

MFA_ADAPTER = "evenhand.web.accounts.adapter.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Evenhand"
MFA_TOTP_TOLERANCE = 1
MFA_RECOVERY_CODES_SHOW_ONCE = True

CACHES = {
    "default": {
        "BACKEND": "evenhand.web.accounts.cache.HomeCache",
        "LOCATION": "tries",
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    }
}
