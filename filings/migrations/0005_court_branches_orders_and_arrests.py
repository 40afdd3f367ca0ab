"""Branches of the court, what the lists are sorted by, papers made apart, the hearing, and the arrests."""

import django.db.models.deletion
from django.db import migrations, models


def read_the_histories_again(apps, schema_editor):
    """What was read of them before lacks the arrest and the name; it is read anew when it is needed."""
    apps.get_model("filings", "ConvictionCourt").objects.all().delete()


class Migration(migrations.Migration):

    dependencies = [
        ('filings', '0004_wordings'),
        ('offices', '0002_must_change_password'),
    ]

    operations = [
        migrations.AddField(
            model_name='convictioncourt',
            name='arrested_on',
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name='convictioncourt',
            name='arresting_agency',
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name='convictioncourt',
            name='named',
            field=models.CharField(blank=True, help_text="The person's name in this case.", max_length=200),
        ),
        migrations.AddField(
            model_name='filing',
            name='apart',
            field=models.JSONField(default=list, help_text='Papers for each person or case, made with the rest.'),
        ),
        migrations.AddField(
            model_name='filing',
            name='hearing',
            field=models.JSONField(default=dict, help_text='When and where the motion is heard, if it is.'),
        ),
        migrations.AddField(
            model_name='filing',
            name='order',
            field=models.CharField(choices=[('case number', 'Case number'), ('name', 'Name'), ('date of conviction', 'Date of conviction')], default='case number', help_text='What the lists are sorted by.', max_length=20),
        ),
        migrations.AddField(
            model_name='filingitem',
            name='also_known_as',
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name='filingitem',
            name='arrested_on',
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name='filingitem',
            name='arresting_agency',
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name='filingitem',
            name='completed',
            field=models.BooleanField(default=False, help_text='The sentence is known to be completed.'),
        ),
        migrations.AddField(
            model_name='papersettings',
            name='judge',
            field=models.CharField(blank=True, help_text='For example the presiding judge. A paper for one branch names the judge of the branch.', max_length=200, verbose_name='judge who signs for the whole court'),
        ),
        migrations.CreateModel(
            name='CourtBranch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(help_text="As the second line of the court's title in captions.", max_length=200)),
                ('judge', models.CharField(blank=True, help_text='Stands under the signature line of proposed orders; empty where it is not known.', max_length=200)),
                ('department', models.CharField(blank=True, max_length=50)),
                ('file_names', models.JSONField(default=list, help_text="Court names (STP_ORI_DESCR) of the state's file.")),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='branches', to='offices.office')),
            ],
            options={
                'verbose_name': 'court branch',
                'ordering': ['name'],
                'constraints': [models.UniqueConstraint(fields=('office', 'name'), name='one_branch_a_name')],
            },
        ),
        migrations.RunPython(read_the_histories_again, migrations.RunPython.noop),
    ]
