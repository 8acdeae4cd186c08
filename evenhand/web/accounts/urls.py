"""Addresses of sign-in. Of allauth's pages those alone that people of a staff need."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from django.urls import path

from evenhand.web.access import person, public
from evenhand.web.accounts import views

enrolling = person(second_factor=False)

urlpatterns = [
    path("console/welcome/<str:token>", views.welcome_page, name="welcome"),
    path("console/sign-in", public(account.login), name="account_login"),
    path("console/sign-in/out", public(account.logout), name="account_logout"),
    path("console/sign-in/inactive", public(account.account_inactive), name="account_inactive"),
    path("console/sign-in/code", public(mfa.authenticate), name="mfa_authenticate"),
    path("console/sign-in/again", enrolling(account.reauthenticate), name="account_reauthenticate"),
    path("console/sign-in/code-again", enrolling(mfa.reauthenticate), name="mfa_reauthenticate"),
    path("console/keys", views.keys_page, name="keys"),
    path("console/settings", views.settings_page, name="settings"),
    path("console/settings/password", enrolling(account.password_change),
         name="account_change_password"),
    path("console/settings/second-factor", enrolling(mfa.index), name="mfa_index"),
    path("console/settings/second-factor/on", enrolling(totp.activate_totp),
         name="mfa_activate_totp"),
    path("console/settings/second-factor/off", enrolling(totp.deactivate_totp),
         name="mfa_deactivate_totp"),
    path("console/settings/recovery-codes", enrolling(codes.view_recovery_codes),
         name="mfa_view_recovery_codes"),
    path("console/settings/recovery-codes/new", enrolling(codes.generate_recovery_codes),
         name="mfa_generate_recovery_codes"),
]  # fmt: skip
