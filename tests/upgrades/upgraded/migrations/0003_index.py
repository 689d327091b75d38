from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("upgraded", "0002_next_version")]
    operations = [
        migrations.AddIndex("line", models.Index(fields=["number"], name="by_number")),
        migrations.AddField("line", "note", models.TextField(default="")),
    ]
