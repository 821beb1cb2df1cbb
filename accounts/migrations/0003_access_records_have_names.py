"""Access records get a name that tells no count; each of those that are there gets one of its own."""

import uuid

from django.db import migrations, models


def name_each(apps, schema_editor):
    """One default for all would make every cursor point at every row."""
    record = apps.get_model("accounts", "AccessRecord")
    rows = []
    for row in record.objects.only("pk").iterator():
        row.public_id = uuid.uuid4()
        rows.append(row)
    record.objects.bulk_update(rows, ["public_id"], batch_size=200)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_platform_digest_and_closing")]

    operations = [
        migrations.AddField(
            model_name="accessrecord", name="public_id", field=models.UUIDField(null=True, editable=False)
        ),
        migrations.RunPython(name_each, migrations.RunPython.noop, elidable=True),
        migrations.AlterField(
            model_name="accessrecord",
            name="public_id",
            field=models.UUIDField(default=uuid.uuid4, editable=False, help_text="Its name outside; it tells no count."),
        ),
        migrations.AddIndex(
            model_name="accessrecord", index=models.Index(fields=["at"], name="access_record_at")
        ),
    ]
