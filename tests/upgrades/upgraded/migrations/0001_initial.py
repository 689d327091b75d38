from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        migrations.CreateModel(
            "Line",
            [
                ("id", models.BigAutoField(primary_key=True)),
                ("words", models.TextField()),
                ("number", models.IntegerField()),
                ("sealed", models.BinaryField()),
            ],
        ),
    ]
