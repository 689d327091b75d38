"""Argon2 with next to no work in it, so that a test need not wait for each password."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class QuickArgon2(Argon2PasswordHasher):
    """The same code with the least cost."""

    time_cost = 1
    memory_cost = 8
    parallelism = 1
