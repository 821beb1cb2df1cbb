from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('disclosures', '0010_reviews_are_drawn'),
    ]

    operations = [
        migrations.RemoveField(
            model_name='release',
            name='drawn_for_review',
        ),
    ]
