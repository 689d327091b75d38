"""One view: the 25 nearest within five miles, by SQL and a template, and nothing else."""

import os
from functools import cache
from math import cos, radians
from pathlib import Path

from django.db import connection
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path

NEAREST = """
SELECT m.reference, m.name, m.day, m.start, m.venue, m.town, m.latitude, m.longitude,
       (m.latitude - %s) * (m.latitude - %s)
       + (m.longitude - %s) * (m.longitude - %s) * %s AS apart
FROM reference_place AS p JOIN reference_meeting AS m ON m.id = p.id
WHERE p.south >= %s AND p.north <= %s AND p.west >= %s AND p.east <= %s
ORDER BY apart LIMIT 25
"""
MILES = 5


def nearest(request):
    latitude, longitude = float(request.GET["lat"]), float(request.GET["lon"])
    narrowing = cos(radians(latitude))
    high, wide = MILES / 69.1, MILES / 69.1 / narrowing
    with connection.cursor() as cursor:
        cursor.execute(
            NEAREST,
            [
                latitude,
                latitude,
                longitude,
                longitude,
                narrowing**2,
                latitude - high,
                latitude + high,
                longitude - wide,
                longitude + wide,
            ],
        )
        rows = cursor.fetchall()
    return render(request, "nearest.jinja", {"rows": rows})


@cache
def compressed_stylesheet():
    return Path(os.environ["REFERENCE_STATIC"], "vendor/mutualaid.css.gz").read_bytes()


def stylesheet(request):
    return HttpResponse(
        compressed_stylesheet(),
        content_type="text/css",
        headers={"Content-Encoding": "gzip"},
    )


urlpatterns = [
    path("nearest/", nearest),
    path("static/vendor/mutualaid.css", stylesheet),
]
