"""Signing in and one's own account: allauth's views at our addresses, under its own names."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.totp import views as totp
from django.urls import path

from mutualaid.core.access import one_factor, public

urlpatterns = [
    path("sign-in/", public(account.login), name="account_login"),
    path("sign-out/", public(account.logout), name="account_logout"),
    path("sign-in/code/", public(mfa.authenticate), name="mfa_authenticate"),
    path("account/", one_factor(mfa.index), name="mfa_index"),
    path("account/codes/", one_factor(totp.activate_totp), name="mfa_activate_totp"),
]
