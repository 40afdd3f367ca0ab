"""A filing gets states, items that keep what the papers say, and a row for each of its documents."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

STATES = [
    ("draft", "Draft"),
    ("locked", "Locked"),
    ("filed", "Filed"),
    ("ordered", "Ordered"),
    ("court-updated", "Court record updated"),
    ("state-updated", "State record updated"),
    ("withdrawn", "Withdrawn"),
]
RELIEF = {"Eligible for Dismissal": "dismissal", "Eligible for Reduction": "reduction"}


def keep_what_there_is(apps, schema_editor):
    """Filings made before are locked ones; their documents can be made again."""
    Filing = apps.get_model("filings", "Filing")
    Item = apps.get_model("filings", "FilingItem")
    for filing in Filing.objects.all():
        office = filing.office
        filing.state, filing.locked_by, filing.locked_at, filing.as_of = "locked", filing.by, filing.at, filing.dated
        filing.heading = {
            "attorneys": [
                {"name": office.district_attorney, "bar_number": "", "title": "District Attorney"},
                {"name": office.attorney, "bar_number": office.bar_number, "title": "Deputy District Attorney"},
            ],
            "office": {
                "name": office.name,
                "address": office.address.splitlines(),
                "phone": office.phone,
                "email": office.email,
            },
            "court": {"county": office.county.title(), "branch": office.court_branch, "address": []},
        }
        filing.save()
        items = Item.objects.filter(filing=filing).select_related("decision__determination", "decision__conviction__subject")
        for position, item in enumerate(items.order_by("id"), start=1):
            found, subject = item.decision.determination, item.decision.conviction.subject
            item.conviction, item.position, item.person = item.decision.conviction, position, subject.pk
            item.name, item.cii_number, item.case_number = subject.name, subject.cii_number, found.case_number
            item.section, item.grade = found.section, found.grade
            item.relief = RELIEF.get(item.decision.outcome, "dismissal")
            whole = found.convicted_earliest == found.convicted_latest
            item.convicted_on = found.convicted_earliest if whole else None
            item.save()
        # Made before the documents had rows: they can be made once more.
        Document = apps.get_model("filings", "FilingDocument")
        for place, kind in enumerate(("pdf", "xlsx", "csv")):
            Document.objects.create(filing=filing, kind=kind, place=place, state="failed")


class Migration(migrations.Migration):
    # The items are filled in between changes of their table: PostgreSQL wants that in steps of their own.
    atomic = False

    dependencies = [
        ("filings", "0001_initial"),
        ("records", "0001_initial"),
        ("review", "0002_number_the_decisions_of_a_conviction"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ConvictionCourt',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(blank=True, max_length=200)),
            ],
        ),
        migrations.CreateModel(
            name='FilingDocument',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=40)),
                ('place', models.PositiveSmallIntegerField(help_text='Order on the page, and in which they are made.')),
                ('state', models.CharField(choices=[('not-asked', 'Made when asked for'), ('waiting', 'Waiting for a worker'), ('making', 'Being made'), ('ready', 'Ready'), ('failed', 'Failed')], default='waiting', max_length=20)),
                ('done', models.PositiveIntegerField(default=0)),
                ('total', models.PositiveIntegerField(null=True)),
                ('size', models.PositiveBigIntegerField(default=0)),
                ('pages', models.PositiveIntegerField(null=True)),
                ('sha256', models.CharField(blank=True, max_length=64)),
            ],
            options={
                'ordering': ['place'],
            },
        ),
        migrations.AlterModelOptions(
            name='filing',
            options={'ordering': ['-id']},
        ),
        migrations.AlterModelOptions(
            name='filingitem',
            options={'ordering': ['filing', 'position']},
        ),
        migrations.AddField(
            model_name='filing',
            name='as_of',
            field=models.DateField(help_text='The date of the newest analysis it rests on.', null=True),
        ),
        migrations.AddField(
            model_name='filing',
            name='clerk_number',
            field=models.CharField(blank=True, max_length=60, verbose_name="clerk's number"),
        ),
        migrations.AddField(
            model_name='filing',
            name='court_updated_on',
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name='filing',
            name='criteria',
            field=models.JSONField(default=dict, help_text='The filter that chooses the convictions.'),
        ),
        migrations.AddField(
            model_name='filing',
            name='filed_on',
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name='filing',
            name='heading',
            field=models.JSONField(default=dict, help_text='Office, court and attorneys as they were at the lock.'),
        ),
        migrations.AddField(
            model_name='filing',
            name='judge',
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name='filing',
            name='kind',
            field=models.CharField(choices=[('relief', 'Motion for relief'), ('challenge', 'Notice of challenge')], default='relief', max_length=20),
        ),
        migrations.AddField(
            model_name='filing',
            name='locked_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='filing',
            name='locked_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='filing',
            name='manifest_sha256',
            field=models.CharField(blank=True, max_length=64),
        ),
        migrations.AddField(
            model_name='filing',
            name='ordered_on',
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name='filing',
            name='state_updated_on',
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name='filing',
            name='withdrawn_because',
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name='filing',
            name='withdrawn_on',
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name='filing',
            name='wordings',
            field=models.JSONField(default=dict, help_text='The version of each wording; 0 is the built-in one.'),
        ),
        migrations.AddField(
            model_name='filingitem',
            name='agency',
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name='filingitem',
            name='answer',
            field=models.CharField(blank=True, choices=[('', 'No answer yet'), ('granted', 'Granted'), ('denied', 'Denied'), ('struck', 'Struck from the list')], max_length=10),
        ),
        migrations.AddField(
            model_name='filingitem',
            name='basis',
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name='filingitem',
            name='born_on',
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name='filingitem',
            name='case_number',
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.AddField(
            model_name='filingitem',
            name='cii_number',
            field=models.CharField(blank=True, max_length=30),
        ),
        migrations.AddField(
            model_name='filingitem',
            name='convicted_on',
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name='filingitem',
            name='conviction',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='filing_items', to='records.conviction'),
        ),
        migrations.AddField(
            model_name='filingitem',
            name='count',
            field=models.CharField(blank=True, max_length=10),
        ),
        migrations.AddField(
            model_name='filingitem',
            name='court',
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name='filingitem',
            name='grade',
            field=models.CharField(blank=True, max_length=20),
        ),
        migrations.AddField(
            model_name='filingitem',
            name='ground',
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name='filingitem',
            name='name',
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name='filingitem',
            name='open',
            field=models.BooleanField(default=True, help_text='Keeps the conviction out of every other filing.'),
        ),
        migrations.AddField(
            model_name='filingitem',
            name='person',
            field=models.BigIntegerField(default=0, help_text='Tells people apart; never printed.'),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='filingitem',
            name='position',
            field=models.PositiveIntegerField(default=0, help_text='The number of the row on the lists, from 1.'),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='filingitem',
            name='relief',
            field=models.CharField(default='', max_length=20),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='filingitem',
            name='resulting',
            field=models.CharField(blank=True, max_length=100),
        ),
        migrations.AddField(
            model_name='filingitem',
            name='section',
            field=models.CharField(default='', max_length=60),
            preserve_default=False,
        ),
        migrations.AlterField(
            model_name='filing',
            name='number',
            field=models.PositiveIntegerField(help_text='Given when the filing is locked.', null=True),
        ),
        migrations.AlterField(
            model_name='filing',
            name='state',
            field=models.CharField(choices=[('draft', 'Draft'), ('locked', 'Locked'), ('filed', 'Filed'), ('ordered', 'Ordered'), ('court-updated', 'Court record updated'), ('state-updated', 'State record updated'), ('withdrawn', 'Withdrawn')], default='draft', max_length=20),
        ),
        migrations.AlterField(
            model_name='filingitem',
            name='decision',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='filing_items', to='review.decision'),
        ),
        migrations.AddField(
            model_name='convictioncourt',
            name='conviction',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='court', to='records.conviction'),
        ),
        migrations.AddField(
            model_name='filingdocument',
            name='filing',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='documents', to='filings.filing'),
        ),
        migrations.AddConstraint(
            model_name='filingdocument',
            constraint=models.UniqueConstraint(fields=('filing', 'kind'), name='one_document_a_kind'),
        ),
        migrations.RunPython(keep_what_there_is, migrations.RunPython.noop),
        migrations.AlterField(
            model_name='filingitem',
            name='conviction',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='filing_items', to='records.conviction'),
        ),
        migrations.AddIndex(
            model_name='filing',
            index=models.Index(fields=['office', 'state'], name='filings_fil_office__85ad2c_idx'),
        ),
        migrations.AddIndex(
            model_name='filingitem',
            index=models.Index(fields=['filing', 'case_number'], name='filings_fil_filing__80850c_idx'),
        ),
        migrations.AddConstraint(
            model_name='filingitem',
            constraint=models.UniqueConstraint(condition=models.Q(('open', True)), fields=('conviction',), name='one_open_filing_a_conviction'),
        ),
        migrations.AddConstraint(
            model_name='filingitem',
            constraint=models.UniqueConstraint(fields=('filing', 'position'), name='one_item_a_position'),
        ),
    ]
