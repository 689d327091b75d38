"""Changes to accounts."""

from .factors import add_app, add_passkey, make_recovery_codes, remove_factor
from .making import make_account
from .passwords import ask_for_reset, change_password, reset_password
from .signing_in import (
    check_code,
    check_password,
    check_recovery_code,
    check_second_factor,
    record_sign_in,
    record_sign_out,
)

__all__ = [
    "add_app",
    "add_passkey",
    "ask_for_reset",
    "change_password",
    "check_code",
    "check_password",
    "check_recovery_code",
    "check_second_factor",
    "make_account",
    "make_recovery_codes",
    "record_sign_in",
    "record_sign_out",
    "remove_factor",
    "reset_password",
]
