"""The form-field library: `{{ form.name }}` writes label, hint, error and input by the macros."""

from .choices import CheckboxesField, CheckboxField, RadiosField, SelectField
from .form import Form
from .moments import DateField, TimeField
from .rendering import BoundField, Renderer
from .text import EmailField, FileField, PasswordField, TextareaField, TextField

__all__ = [
    "BoundField",
    "CheckboxField",
    "CheckboxesField",
    "DateField",
    "EmailField",
    "FileField",
    "Form",
    "PasswordField",
    "RadiosField",
    "Renderer",
    "SelectField",
    "TextField",
    "TextareaField",
    "TimeField",
]
