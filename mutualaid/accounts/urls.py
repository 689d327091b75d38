"""Signing in and one's own account. Names that begin with account_ or mfa_ are allauth's."""

from django.urls import path

from mutualaid.core.access import public

from . import identity_providers
from .views import forgotten, lock, own_account, second_factors, sessions, sign_in

urlpatterns = [
    path("sign-in/", sign_in.sign_in, name="account_login"),
    path("sign-in/second-step/", sign_in.give_second_factor, name="mfa_authenticate"),
    path("sign-in/passkey/", sign_in.sign_in_with_passkey, name="sign_in_with_passkey"),
    path("sign-in/passkey/options/", sign_in.ask_for_passkey, name="ask_for_passkey"),
    path("sign-in/forgotten/", forgotten.forgot_password, name="forgot_password"),
    path(
        "sign-in/forgotten/sent/", forgotten.show_letter_sent, name="show_letter_sent"
    ),
    path(
        "sign-in/new-password/<str:key>/",
        forgotten.choose_new_password,
        name="choose_new_password",
    ),
    path(
        "sign-in/through/<slug:provider_id>/",
        public(identity_providers.go_to_provider),
        name="openid_connect_login",
    ),
    path(
        "sign-in/through/<slug:provider_id>/back/",
        public(identity_providers.come_from_provider),
        name="openid_connect_callback",
    ),
    path("sign-out/", sign_in.sign_out, name="account_logout"),
    path("account/", own_account.show_account, name="show_account"),
    path("account/password/", own_account.change_password, name="change_password"),
    path("account/confirm/", own_account.confirm_it_is_you, name="confirm_it_is_you"),
    path("account/second-step/", second_factors.choose_second_factor, name="mfa_index"),
    path(
        "account/app/",
        second_factors.add_authenticator_app,
        name="add_authenticator_app",
    ),
    path("account/passkey/", second_factors.add_a_passkey, name="add_a_passkey"),
    path(
        "account/passkey/options/",
        second_factors.ask_for_new_passkey,
        name="ask_for_new_passkey",
    ),
    path(
        "account/second-step/<slug:reference>/remove/",
        second_factors.remove_second_factor,
        name="remove_second_factor",
    ),
    path(
        "account/recovery-codes/",
        second_factors.show_recovery_codes,
        name="show_recovery_codes",
    ),
    path(
        "account/recovery-codes/new/",
        second_factors.replace_recovery_codes,
        name="replace_recovery_codes",
    ),
    path(
        "account/recovery-codes/file/",
        second_factors.download_recovery_codes,
        name="download_recovery_codes",
    ),
    path("account/sessions/", sessions.list_sessions, name="list_sessions"),
    path(
        "account/sessions/end-all/",
        sessions.sign_out_everywhere,
        name="sign_out_everywhere",
    ),
    path(
        "account/sessions/<str:reference>/end/",
        sessions.end_session,
        name="end_session",
    ),
    path("session/", lock.show_time_left, name="show_time_left"),
    path("session/stay/", lock.stay_open, name="stay_open"),
    path("lock/", lock.lock_screen, name="lock_screen"),
    path("unlock/", lock.unlock_screen, name="unlock_screen"),
    path("unlock/passkey/", lock.begin_passkey, name="begin_passkey"),
    path("carry-on/", lock.carry_on, name="carry_on"),
]
