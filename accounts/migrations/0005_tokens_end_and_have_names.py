"""Tokens always end, have a name outside, and know in which organisation their person was."""

import uuid
from datetime import timedelta

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F, OuterRef, Subquery

LIFE = timedelta(days=90)


def name_each_and_let_it_end(apps, schema_editor):
    """A token without an end gets the usual one, counted from when it was made."""
    token = apps.get_model("accounts", "Token")
    for row in token.objects.only("pk").iterator():
        token.objects.filter(pk=row.pk).update(public_id=uuid.uuid4())
    token.objects.filter(expires_at=None).update(expires_at=F("created_at") + LIFE)


def place_each(apps, schema_editor):
    """Last of all: PostgreSQL alters no table whose references wait to be checked."""
    token, user = apps.get_model("accounts", "Token"), apps.get_model("accounts", "User")
    own = Subquery(user.objects.filter(pk=OuterRef("user")).values("organisation")[:1])
    token.objects.update(organisation=own)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0004_policy_versions_acceptances_preferences")]

    operations = [
        migrations.AddField(
            model_name="token",
            name="organisation",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.organisation",
                help_text="Where the person was when it was made; it ends when they are there no longer.",
            ),
        ),
        migrations.AddField(model_name="token", name="public_id", field=models.UUIDField(null=True, editable=False)),
        migrations.RunPython(name_each_and_let_it_end, migrations.RunPython.noop, elidable=True),
        migrations.RemoveConstraint(model_name="token", name="token_expires_after_it_was_made"),
        migrations.AlterField(
            model_name="token",
            name="public_id",
            field=models.UUIDField(default=uuid.uuid4, unique=True, editable=False, help_text="Its name outside."),
        ),
        migrations.AlterField(model_name="token", name="expires_at", field=models.DateTimeField()),
        migrations.AddConstraint(
            model_name="token",
            constraint=models.CheckConstraint(
                condition=models.Q(expires_at__gt=F("created_at")), name="token_expires_after_it_was_made"
            ),
        ),
        migrations.RunPython(place_each, migrations.RunPython.noop, elidable=True),
    ]
