import django.db.models.deletion
import django.db.models.functions.datetime
import django.db.models.functions.text
import django.db.models.lookups
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('accounts', '0001_initial'), ('accounts', '0002_platform_digest_and_closing'), ('accounts', '0003_access_records_have_names'), ('accounts', '0004_policy_versions_acceptances_preferences'), ('accounts', '0005_tokens_end_and_have_names'), ('accounts', '0006_counters'), ('accounts', '0007_who_vouches_for_whom'), ('accounts', '0008_languages'), ('accounts', '0009_countries_are_two_capitals')]

    initial = True

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
    ]

    operations = [
        migrations.CreateModel(
            name='Counter',
            fields=[
                ('key', models.CharField(max_length=64, primary_key=True, serialize=False)),
                ('value', models.JSONField()),
                ('ends_at', models.DateTimeField(db_index=True)),
            ],
            options={
                'indexes': [],
                'constraints': [],
            },
        ),
        migrations.CreateModel(
            name='Organisation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200, unique=True)),
                ('kind', models.CharField(choices=[('authority', 'Authority'), ('court', 'Court'), ('partner', 'Partner'), ('company', 'Company'), ('rights_holder', 'Rights Holder')], max_length=20)),
                ('country', models.CharField(default='CN', max_length=2)),
                ('domain', models.CharField(blank=True, help_text='Official mail domain; its people join by it.', max_length=253)),
                ('phone', models.CharField(blank=True, help_text='Published number; call-backs go here.', max_length=40)),
                ('phone_source', models.CharField(blank=True, help_text='Where the number was published.', max_length=300)),
                ('registered_email', models.EmailField(blank=True, help_text='Where releases go when it has no people here.', max_length=254)),
                ('language', models.CharField(blank=True, help_text='In which it is written to; empty: in each.', max_length=10)),
                ('edition', models.PositiveIntegerField(default=1, help_text='Grows with each change of the entry.')),
                ('verified_at', models.DateTimeField(blank=True, null=True)),
                ('verified_until', models.DateTimeField(blank=True, null=True)),
                ('suspended_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['authority', 'court', 'partner', 'company', 'rights_holder'])), name='organisation_kind_is_known'), models.CheckConstraint(condition=models.Q(('language__in', ['', 'en', 'zh-hans'])), name='organisation_language_is_spoken'), models.CheckConstraint(condition=models.Q(('country', django.db.models.functions.text.Upper(models.F('country'))), ('country__gte', 'AA'), ('country__lte', 'ZZ'), django.db.models.lookups.Exact(django.db.models.functions.text.Length(models.F('country')), 2)), name='organisation_country_is_two_capitals'), models.CheckConstraint(condition=models.Q(('verified_until__isnull', True), models.Q(('verified_at__isnull', False), ('verified_until__gt', models.F('verified_at'))), _connector='OR'), name='organisation_verification_ends_after_it_began'), models.UniqueConstraint(condition=models.Q(('domain', ''), _negated=True), fields=('domain',), name='a_domain_is_one_organisation_s'), models.CheckConstraint(condition=models.Q(('domain', django.db.models.functions.text.Lower(models.F('domain')))), name='organisation_domain_is_in_small_letters'), models.CheckConstraint(condition=models.Q(('phone', ''), models.Q(('phone_source', ''), _negated=True), _connector='OR'), name='published_number_says_where')],
                'indexes': [],
            },
        ),
        migrations.CreateModel(
            name='User',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('is_superuser', models.BooleanField(default=False, help_text='Designates that this user has all permissions without explicitly assigning them.', verbose_name='superuser status')),
                ('name', models.CharField(help_text='Sign-in and display handle, no personal data.', max_length=150, unique=True)),
                ('email', models.EmailField(blank=True, max_length=254)),
                ('person', models.UUIDField(db_index=True, default=uuid.uuid4, help_text='The natural person behind the account.')),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='people', to='accounts.organisation')),
                ('country', models.CharField(default='CN', max_length=2)),
                ('language', models.CharField(blank=True, help_text='As the person chose; what we write is in it.', max_length=10)),
                ('verified_at', models.DateTimeField(blank=True, null=True)),
                ('verified_until', models.DateTimeField(blank=True, null=True)),
                ('suspended_at', models.DateTimeField(blank=True, null=True)),
                ('is_active', models.BooleanField(default=True)),
                ('is_staff', models.BooleanField(default=False, help_text='May open the read-only admin.')),
                ('sign_outs', models.PositiveIntegerField(default=0, help_text='Grows when every session is ended at once.')),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('groups', models.ManyToManyField(blank=True, help_text='The groups this user belongs to. A user will get all permissions granted to each of their groups.', related_name='user_set', related_query_name='user', to='auth.group', verbose_name='groups')),
                ('user_permissions', models.ManyToManyField(blank=True, help_text='Specific permissions for this user.', related_name='user_set', related_query_name='user', to='auth.permission', verbose_name='user permissions')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('country', django.db.models.functions.text.Upper(models.F('country'))), ('country__gte', 'AA'), ('country__lte', 'ZZ'), django.db.models.lookups.Exact(django.db.models.functions.text.Length(models.F('country')), 2)), name='user_country_is_two_capitals'), models.CheckConstraint(condition=models.Q(('language__in', ['', 'en', 'zh-hans'])), name='user_language_is_spoken'), models.CheckConstraint(condition=models.Q(('verified_until__isnull', True), models.Q(('verified_at__isnull', False), ('verified_until__gt', models.F('verified_at'))), _connector='OR'), name='user_verification_ends_after_it_began')],
                'indexes': [],
            },
        ),
        migrations.CreateModel(
            name='AccessRecord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, help_text='Its name outside; it tells no count.')),
                ('subject', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='access_records', to=settings.AUTH_USER_MODEL)),
                ('at', models.DateTimeField()),
                ('ip_address', models.GenericIPAddressField(blank=True, null=True)),
                ('browser_type', models.CharField(blank=True, max_length=300)),
                ('language', models.CharField(blank=True, max_length=100)),
                ('device_features', models.TextField(blank=True, help_text='Hardware and software features, as one text.')),
                ('page_requests', models.TextField(blank=True, help_text='The pages asked for, one path a line.')),
                ('cookie_id', models.CharField(blank=True, max_length=128)),
            ],
            options={
                'indexes': [models.Index(fields=['subject', 'at'], name='access_record_of_subject_at'), models.Index(fields=['at'], name='access_record_at')],
                'constraints': [],
            },
        ),
        migrations.CreateModel(
            name='ActivityRecord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('subject', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='activity_records', to=settings.AUTH_USER_MODEL)),
                ('item', models.CharField(choices=[('search.keywords', 'Search Keywords'), ('posted.participation', 'Posted Participation'), ('posted.transactions', 'Posted Transactions'), ('posted.evaluations', 'Posted Evaluations'), ('enforcement.breaches', 'Enforcement Breaches'), ('enforcement.measures', 'Enforcement Measures')], max_length=30)),
                ('at', models.DateTimeField()),
                ('text', models.TextField()),
            ],
            options={
                'indexes': [models.Index(fields=['subject', 'item', 'at'], name='activity_of_subject_item_at')],
                'constraints': [models.CheckConstraint(condition=models.Q(('item__in', ['search.keywords', 'posted.participation', 'posted.transactions', 'posted.evaluations', 'enforcement.breaches', 'enforcement.measures'])), name='activity_record_item_is_known'), models.CheckConstraint(condition=models.Q(('text__gt', '')), name='activity_record_says_something')],
            },
        ),
        migrations.CreateModel(
            name='Consent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, help_text='Its name outside.', unique=True)),
                ('subject', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='consents', to=settings.AUTH_USER_MODEL)),
                ('recipient_user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('recipient_organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
                ('recipient_name', models.CharField(blank=True, help_text='As the member named it; kept also when the desk knows nobody such.', max_length=200)),
                ('purpose', models.CharField(max_length=200)),
                ('purpose_key', models.CharField(db_index=True, help_text='The same words, folded (P3a).', max_length=200)),
                ('given_at', models.DateTimeField()),
                ('until', models.DateTimeField()),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('recipient_user__isnull', True), ('recipient_organisation__isnull', True), _connector='XOR'), models.Q(('recipient_organisation__isnull', True), ('recipient_user__isnull', True), models.Q(('recipient_name', ''), _negated=True)), _connector='OR'), name='consent_has_one_recipient'), models.CheckConstraint(condition=models.Q(('withdrawn_at__isnull', True), ('withdrawn_at__gte', models.F('given_at')), _connector='OR'), name='consent_withdrawn_after_given')],
                'indexes': [],
            },
        ),
        migrations.CreateModel(
            name='MemberRecord',
            fields=[
                ('subject', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='record', serialize=False, to=settings.AUTH_USER_MODEL)),
                ('external_id', models.CharField(blank=True, help_text='What the platform calls the member.', max_length=80, null=True, unique=True)),
                ('platform_version', models.BigIntegerField(default=0, help_text="Of the platform's last message: later ones win.")),
                ('platform_digest', models.CharField(blank=True, help_text='Of that message, to know it again.', max_length=64)),
                ('closed_at', models.DateTimeField(blank=True, help_text='The platform closed the account.', null=True)),
                ('username', models.CharField(blank=True, max_length=150)),
                ('registered_at', models.DateTimeField(blank=True, null=True)),
                ('legal_name', models.CharField(blank=True, max_length=200)),
                ('date_of_birth', models.DateField(blank=True, null=True)),
                ('government_id', models.CharField(blank=True, max_length=64)),
                ('email', models.EmailField(blank=True, max_length=254)),
                ('phone', models.CharField(blank=True, max_length=40)),
                ('address_line', models.CharField(blank=True, max_length=300)),
                ('address_city', models.CharField(blank=True, max_length=100)),
                ('address_postcode', models.CharField(blank=True, max_length=20)),
                ('address_country', models.CharField(blank=True, max_length=2)),
                ('payment_account', models.CharField(blank=True, max_length=64)),
                ('complaint_right', models.TextField(blank=True)),
                ('complaint_statement', models.TextField(blank=True)),
                ('stored_in', models.CharField(default='CN', help_text='Country of the servers (P4), ISO 3166-1.', max_length=2)),
                ('protected_at', models.DateTimeField(blank=True, help_text='Flagged by the privacy officer.', null=True)),
                ('preferred_channel', models.CharField(blank=True, choices=[('', 'None'), ('phone', 'Phone'), ('email', 'Email')], max_length=5)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('stored_in', django.db.models.functions.text.Upper(models.F('stored_in'))), ('stored_in__gte', 'AA'), ('stored_in__lte', 'ZZ'), django.db.models.lookups.Exact(django.db.models.functions.text.Length(models.F('stored_in')), 2)), name='member_record_country_is_two_capitals'), models.CheckConstraint(condition=models.Q(('preferred_channel__in', ['', 'phone', 'email'])), name='member_record_channel_is_known'), models.CheckConstraint(condition=models.Q(models.Q(('address_city', ''), ('address_country', ''), ('address_line', ''), ('address_postcode', '')), models.Q(('address_city__gt', ''), ('address_country__gt', ''), ('address_line__gt', '')), _connector='OR'), name='member_record_address_is_whole_or_absent'), models.CheckConstraint(condition=models.Q(('email', ''), ('email__contains', '@'), _connector='OR'), name='member_record_email_has_an_at')],
                'indexes': [],
            },
        ),
        migrations.CreateModel(
            name='Membership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, help_text='Its name outside.', unique=True)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='accounts.organisation')),
                ('role', models.CharField(help_text='What the approval makes of the person.', max_length=20)),
                ('address', models.EmailField(help_text="The verified mail on the organisation's domain.", max_length=254)),
                ('asked_at', models.DateTimeField()),
                ('approved_at', models.DateTimeField(blank=True, null=True)),
                ('approved_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('ended_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('end', models.CharField(blank=True, choices=[('', 'None'), ('refused', 'Refused'), ('left', 'Left'), ('removed', 'Removed')], max_length=10)),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('user',), name='one_open_membership_of_a_person'), models.CheckConstraint(condition=models.Q(('role__in', ['authority', 'partner', 'complainant'])), name='membership_role_is_of_an_outsider'), models.CheckConstraint(condition=models.Q(models.Q(('approved_at__isnull', True), ('approved_by__isnull', True)), models.Q(('approved_at__isnull', False), ('approved_by__isnull', False), models.Q(('approved_by', models.F('user')), _negated=True)), _connector='OR'), name='membership_is_approved_by_somebody_else'), models.CheckConstraint(condition=models.Q(models.Q(('end', ''), ('ended_at__isnull', True), ('ended_by__isnull', True)), models.Q(('end__in', ['refused', 'left', 'removed']), ('ended_at__isnull', False), ('ended_by__isnull', False)), _connector='OR'), name='membership_is_ended_by_somebody'), models.CheckConstraint(condition=models.Q(('approved_at__isnull', True), models.Q(('end', 'refused'), _negated=True), _connector='OR'), name='what_was_approved_is_not_refused')],
                'indexes': [],
            },
        ),
        migrations.CreateModel(
            name='PartnerRecord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('subject', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='partner_records', to=settings.AUTH_USER_MODEL)),
                ('partner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='partner_records', to='accounts.organisation')),
                ('obtained_at', models.DateTimeField()),
                ('ground', models.CharField(choices=[('consent', 'Consent'), ('contract_necessity', 'Contract Necessity'), ('legal_duty', 'Legal Duty'), ('emergency', 'Emergency'), ('public_interest', 'Public Interest'), ('public_data', 'Public Data'), ('other_law', 'Other Law')], max_length=20)),
                ('article', models.CharField(max_length=100)),
                ('profile', models.TextField()),
            ],
            options={
                'indexes': [models.Index(fields=['subject', 'obtained_at'], name='partner_record_of_subject_at')],
                'constraints': [models.CheckConstraint(condition=models.Q(('ground__in', ['consent', 'contract_necessity', 'legal_duty', 'emergency', 'public_interest', 'public_data', 'other_law'])), name='partner_record_ground_is_known'), models.CheckConstraint(condition=models.Q(('article__gt', '')), name='partner_record_names_its_article'), models.CheckConstraint(condition=models.Q(('profile__gt', '')), name='partner_record_holds_a_profile')],
            },
        ),
        migrations.CreateModel(
            name='PolicyVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('document', models.CharField(choices=[('privacy_policy', 'Privacy Policy'), ('service_agreement', 'Service Agreement')], max_length=20)),
                ('number', models.PositiveSmallIntegerField()),
                ('published_at', models.DateTimeField()),
                ('published_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('effective_at', models.DateTimeField(help_text='From then on it applies.')),
                ('shorter_because', models.CharField(blank=True, help_text='Why members were told less than the usual time ahead.', max_length=300)),
            ],
            options={
                'ordering': ('document', 'number'),
                'constraints': [models.UniqueConstraint(fields=('document', 'number'), name='policy_version_has_its_own_number'), models.CheckConstraint(condition=models.Q(('document__in', ['privacy_policy', 'service_agreement'])), name='policy_document_is_known'), models.CheckConstraint(condition=models.Q(('number', 1), models.Q(('effective_at__gt', models.F('published_at')), ('published_by__isnull', False)), _connector='OR'), name='policy_version_is_published_before_it_applies'), models.CheckConstraint(condition=models.Q(('number__gte', 1)), name='policy_versions_count_from_one')],
                'indexes': [],
            },
        ),
        migrations.CreateModel(
            name='Preferences',
            fields=[
                ('user', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='preferences', serialize=False, to=settings.AUTH_USER_MODEL)),
                ('own_marketing', models.BooleanField(default=True, help_text='Told of our own products until switched off.')),
                ('own_marketing_at', models.DateTimeField(blank=True, help_text='When the member last said so.', null=True)),
                ('partner_marketing', models.BooleanField(default=False, help_text='As the member last said; off until then.')),
                ('partner_marketing_at', models.DateTimeField(blank=True, help_text='When the member last said so.', null=True)),
                ('signal_at', models.DateTimeField(blank=True, help_text='First Global Privacy Control signal.', null=True)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('own_marketing', True), ('own_marketing_at__isnull', False), _connector='OR'), name='own_marketing_is_switched_off_by_the_member'), models.CheckConstraint(condition=models.Q(('partner_marketing', False), ('partner_marketing_at__isnull', False), _connector='OR'), name='partner_marketing_is_switched_on_by_the_member')],
                'indexes': [],
            },
        ),
        migrations.CreateModel(
            name='RegisterValue',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='values', to='accounts.organisation')),
                ('field', models.CharField(choices=[('name', 'Name'), ('country', 'Country'), ('domain', 'Domain'), ('phone', 'Phone'), ('registered_email', 'Address')], max_length=20)),
                ('value', models.CharField(max_length=254)),
                ('source', models.CharField(blank=True, help_text='Of a number: where it was published.', max_length=300)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.UUIDField(help_text='The natural person who entered it.')),
                ('at', models.DateTimeField()),
                ('replaced_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('replaced_at__isnull', True)), fields=('organisation', 'field'), name='one_standing_value_of_a_field'), models.CheckConstraint(condition=models.Q(('field__in', ['name', 'country', 'domain', 'phone', 'registered_email'])), name='register_field_is_known'), models.CheckConstraint(condition=models.Q(models.Q(('field', 'phone'), _negated=True), models.Q(('source', ''), _negated=True), _connector='OR'), name='entered_number_says_where_it_was_published'), models.CheckConstraint(condition=models.Q(('replaced_at__isnull', True), ('replaced_at__gte', models.F('at')), _connector='OR'), name='register_value_is_replaced_later')],
                'indexes': [],
            },
        ),
        migrations.CreateModel(
            name='RoleGrant',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, help_text='Its name outside.', unique=True)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='role_grants', to=settings.AUTH_USER_MODEL)),
                ('person', models.UUIDField(help_text='The natural person who would hold it.')),
                ('role', models.CharField(max_length=20)),
                ('reason', models.TextField(help_text='Why; of a complainant, how they showed who they are.')),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('asked_person', models.UUIDField(help_text='The natural person who asked.')),
                ('asked_at', models.DateTimeField()),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('decided_person', models.UUIDField(blank=True, help_text='The natural person who decided.', null=True)),
                ('decided_at', models.DateTimeField(blank=True, null=True)),
                ('granted', models.BooleanField(default=False)),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('decided_at__isnull', True)), fields=('user', 'role'), name='a_role_is_asked_for_once_at_a_time'), models.CheckConstraint(condition=models.Q(('role__in', ['complainant', 'reviewer', 'counsel', 'privacy_officer', 'auditor', 'administrator', 'service'])), name='granted_role_is_known'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='role_grant_has_a_reason'), models.CheckConstraint(condition=models.Q(('role', 'complainant'), models.Q(('asked_person', models.F('person')), _negated=True), _connector='OR'), name='nobody_asks_a_staff_role_for_themselves'), models.CheckConstraint(condition=models.Q(models.Q(('decided_at', None), ('decided_by', None), ('decided_person', None), ('granted', False)), models.Q(('decided_at__isnull', False), ('decided_by__isnull', False), ('decided_person__isnull', False)), _connector='OR'), name='role_grant_is_decided_by_somebody'), models.CheckConstraint(condition=models.Q(('granted', False), models.Q(models.Q(('decided_person', models.F('asked_person')), _negated=True), models.Q(('decided_person', models.F('person')), _negated=True)), _connector='OR'), name='a_role_is_granted_by_a_second_person')],
                'indexes': [],
            },
        ),
        migrations.CreateModel(
            name='RoleAssignment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='role_assignments', to=settings.AUTH_USER_MODEL)),
                ('role', models.CharField(choices=[('member', 'Member'), ('complainant', 'Complainant'), ('authority', 'Authority'), ('partner', 'Partner'), ('reviewer', 'Reviewer'), ('counsel', 'Counsel'), ('privacy_officer', 'Privacy Officer'), ('auditor', 'Auditor'), ('administrator', 'Administrator'), ('service', 'Service')], max_length=20)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('user', 'role'), name='role_held_once'), models.CheckConstraint(condition=models.Q(('role__in', ['member', 'complainant', 'authority', 'partner', 'reviewer', 'counsel', 'privacy_officer', 'auditor', 'administrator', 'service'])), name='role_is_known')],
                'indexes': [],
            },
        ),
        migrations.CreateModel(
            name='Token',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, help_text='Its name outside.', unique=True)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tokens', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(blank=True, help_text='Where the person was when it was made; it ends when they are there no longer.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
                ('digest', models.CharField(help_text='SHA-256 of the secret.', max_length=64, unique=True)),
                ('label', models.CharField(blank=True, help_text='What the person calls it.', max_length=80)),
                ('scopes', models.JSONField(blank=True, default=list)),
                ('created_at', models.DateTimeField()),
                ('expires_at', models.DateTimeField()),
                ('last_used_at', models.DateTimeField(blank=True, null=True)),
                ('revoked_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('expires_at__gt', models.F('created_at'))), name='token_expires_after_it_was_made'), models.CheckConstraint(condition=models.Q(('revoked_at__isnull', True), ('revoked_at__gte', models.F('created_at')), _connector='OR'), name='token_revoked_after_it_was_made')],
                'indexes': [],
            },
        ),
        migrations.CreateModel(
            name='Verification',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='verifications', to='accounts.organisation')),
                ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='verifications', to=settings.AUTH_USER_MODEL)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('evidence', models.TextField()),
                ('entered_by', models.ForeignKey(blank=True, help_text="Who last registered or changed the organisation's entry.", null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('called_back_at', models.DateTimeField(blank=True, help_text='At a number of our own register.', null=True)),
                ('number_called', models.CharField(blank=True, max_length=40)),
                ('number_source', models.CharField(blank=True, help_text='Where our register says it was published.', max_length=300)),
                ('spoke_to', models.CharField(blank=True, help_text='Who answered for the office.', max_length=200)),
                ('at', models.DateTimeField()),
                ('until', models.DateTimeField()),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('ended_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('organisation__isnull', True), ('user__isnull', True), _connector='XOR'), name='verification_is_of_one_party'), models.CheckConstraint(condition=models.Q(('evidence', ''), _negated=True), name='verification_rests_on_evidence'), models.CheckConstraint(condition=models.Q(('until__gt', models.F('at'))), name='verification_has_an_end'), models.CheckConstraint(condition=models.Q(('user__isnull', True), models.Q(('user', models.F('by')), _negated=True), _connector='OR'), name='nobody_verifies_themselves'), models.CheckConstraint(condition=models.Q(('entered_by__isnull', True), models.Q(('entered_by', models.F('by')), _negated=True), _connector='OR'), name='nobody_verifies_what_they_entered'), models.CheckConstraint(condition=models.Q(models.Q(('called_back_at__isnull', True), ('number_called', ''), ('number_source', ''), ('spoke_to', '')), models.Q(('called_back_at__lte', models.F('at')), models.Q(('number_called', ''), _negated=True), models.Q(('number_source', ''), _negated=True), models.Q(('spoke_to', ''), _negated=True)), _connector='OR'), name='call_back_says_which_number_and_who_answered'), models.CheckConstraint(condition=models.Q(('organisation__isnull', True), ('called_back_at__isnull', False), _connector='OR'), name='organisation_is_verified_by_a_call_back'), models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', True), ('ended_by__isnull', True)), models.Q(('ended_at__isnull', False), ('ended_by__isnull', False)), _connector='OR'), name='verification_is_ended_by_somebody'), models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('organisation',), name='one_verification_of_an_organisation'), models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('user',), name='one_verification_of_a_person')],
                'indexes': [],
            },
        ),
        migrations.CreateModel(
            name='ConsentItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('consent', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='items', to='accounts.consent')),
                ('item', models.CharField(max_length=64)),
                ('detail', models.CharField(default='full', max_length=10)),
                ('start_at', models.DateTimeField(blank=True, help_text='Only values from then on; empty is open.', null=True)),
                ('end_at', models.DateTimeField(blank=True, help_text='Only values before; empty is open.', null=True)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('consent', 'item'), name='consent_names_item_once'), models.CheckConstraint(condition=models.Q(('detail__in', ['existence', 'masked', 'full'])), name='consent_detail_is_known')],
                'indexes': [],
            },
        ),
        migrations.CreateModel(
            name='PolicyText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='texts', to='accounts.policyversion')),
                ('language', models.CharField(choices=[('en', 'English'), ('zh-hans', 'Chinese')], max_length=10)),
                ('title', models.CharField(max_length=100)),
                ('clauses', models.JSONField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('version', 'language'), name='policy_text_is_there_once'), models.CheckConstraint(condition=models.Q(('language__in', ['en', 'zh-hans'])), name='policy_language_is_known')],
                'indexes': [],
            },
        ),
        migrations.CreateModel(
            name='Acceptance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='acceptances', to=settings.AUTH_USER_MODEL)),
                ('policy', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.policyversion')),
                ('agreement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.policyversion')),
                ('at', models.DateTimeField()),
                ('means', models.CharField(choices=[('page', 'Page'), ('api', 'Api')], max_length=10)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('user', 'policy', 'agreement'), name='accepted_once'), models.CheckConstraint(condition=models.Q(('policy', models.F('agreement')), _negated=True), name='accepted_two_documents'), models.CheckConstraint(condition=models.Q(('means__in', ['page', 'api'])), name='acceptance_means_is_known')],
                'indexes': [],
            },
        ),
    ]
