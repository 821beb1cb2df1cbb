"""Releases say from where to where they went, and on which papers (P4)."""

from django.db import migrations, models
from django.db.models import F, Q

from disclosures.domain.grounds import TransferGround


def say(apps, schema_editor):
    """What earlier manifests say, item by item; a package that holds nothing came from where it went."""
    releases = apps.get_model("disclosures", "Release")
    for release in releases.objects.select_related("case").iterator():
        leaving = [row for row in release.manifest.get("items", ()) if row["detail"] != "none"]
        stored_in = sorted({row["stored_in"] for row in leaving if row.get("stored_in")}) or [release.country_to]
        crossed = stored_in != [release.country_to]
        releases.objects.filter(pk=release.pk).update(
            countries_from=" ".join(stored_in),
            transfer_ground=release.transfer_ground if crossed else "",
            approval_number=release.case.approval_number if crossed else "",
        )


class Migration(migrations.Migration):
    dependencies = [("disclosures", "0018_partners_attest_deletion")]

    operations = [
        migrations.AddField(
            model_name="release",
            name="countries_from",
            field=models.CharField(
                default="",
                help_text="Where what left was stored: countries in their order, a space between (P4).",
                max_length=60,
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="release",
            name="approval_number",
            field=models.CharField(
                blank=True, default="", help_text="The competent authority's, as it was then.", max_length=80
            ),
            preserve_default=False,
        ),
        migrations.AlterField(
            model_name="release",
            name="transfer_ground",
            field=models.CharField(blank=True, help_text="Of what crossed a border.", max_length=24),
        ),
        migrations.RunPython(say, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name="release", index=models.Index(fields=["-released_at", "-id"], name="release_by_time")
        ),
        migrations.AddConstraint(
            model_name="release",
            constraint=models.CheckConstraint(
                name="release_says_from_where_to_where",
                condition=Q(countries_from__gt="", country_to__gte="AA", country_to__lte="ZZ"),
            ),
        ),
        migrations.AddConstraint(
            model_name="release",
            constraint=models.CheckConstraint(
                name="release_abroad_has_a_ground",
                condition=Q(countries_from=F("country_to")) | ~Q(transfer_ground=""),
            ),
        ),
        migrations.AddConstraint(
            model_name="release",
            constraint=models.CheckConstraint(
                name="release_transfer_ground_is_known", condition=Q(transfer_ground__in=["", *TransferGround])
            ),
        ),
    ]
