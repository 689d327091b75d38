"""A column that is filled from another, row by row, and then wanted: the table is made anew."""

from itertools import islice

from django.db import migrations, models

BATCH = 2_000


def fill(apps, schema_editor):
    lines = apps.get_model("upgraded", "Line").objects
    numbers = lines.order_by("pk").values_list("number", "pk")
    with schema_editor.connection.cursor() as cursor:
        for some in batched(numbers.iterator(chunk_size=BATCH)):
            cursor.executemany("UPDATE upgraded_line SET key = %s WHERE id = %s", some)


def batched(numbers):
    while some := [(f"{number:08}", pk) for number, pk in islice(numbers, BATCH)]:
        yield some


class Migration(migrations.Migration):
    dependencies = [("upgraded", "0001_initial")]
    operations = [
        migrations.AddField("line", "key", models.CharField(max_length=8, null=True)),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AlterField(
            "line", "key", models.CharField(max_length=8, unique=True)
        ),
    ]
