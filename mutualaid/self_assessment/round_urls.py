"""Addresses of rounds and raters."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
