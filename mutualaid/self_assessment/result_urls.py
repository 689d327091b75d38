"""Addresses of agreeing, results and reports."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
