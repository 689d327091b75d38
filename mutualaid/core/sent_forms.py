"""Fields of a sent form that are never shown in a page again."""

import re

CSRF_FIELD = "csrfmiddlewaretoken"
# Whoever reads the page's source would have them.
SECRET_FIELD = re.compile(r"password|^(code|otp|credential|recovery_code)$")
