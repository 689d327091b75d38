"""A column that is filled from another, row by row, and then wanted: the table is made anew."""

from django.db import migrations, models


def fill(apps, _schema_editor):
    lines = apps.get_model("upgraded", "Line").objects
    some = []
    for line in lines.order_by("pk").iterator(chunk_size=2_000):
        line.key = f"{line.number:08}"
        some.append(line)
        if len(some) == 2_000:
            lines.bulk_update(some, ["key"], batch_size=500)
            some = []
    lines.bulk_update(some, ["key"], batch_size=500)


class Migration(migrations.Migration):
    dependencies = [("upgraded", "0001_initial")]
    operations = [
        migrations.AddField("line", "key", models.CharField(max_length=8, null=True)),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AlterField(
            "line", "key", models.CharField(max_length=8, unique=True)
        ),
    ]
