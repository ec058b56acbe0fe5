
import django.contrib.postgres.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0005_merged_accounts'),
        ('exports', '0001_squashed'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='export',
            options={'ordering': ['-id'], 'verbose_name': 'file that leaves the house', 'verbose_name_plural': 'files that leave the house'},
        ),
        migrations.RemoveConstraint(
            model_name='export',
            name='export_one_at_a_time',
        ),
        migrations.RemoveConstraint(
            model_name='export',
            name='export_signed_before_written',
        ),
        migrations.AddField(
            model_name='export',
            name='binding',
            field=models.JSONField(default=dict),
        ),
        migrations.AddField(
            model_name='export',
            name='form',
            field=models.CharField(blank=True, max_length=4, verbose_name='format'),
        ),
        migrations.AddField(
            model_name='export',
            name='kind',
            field=models.CharField(default='people', max_length=24, verbose_name='kind'),
        ),
        migrations.AddField(
            model_name='export',
            name='percent',
            field=models.PositiveSmallIntegerField(default=0, verbose_name='per cent written'),
        ),
        migrations.AddField(
            model_name='export',
            name='size',
            field=models.BigIntegerField(default=0, verbose_name='bytes'),
        ),
        migrations.AddField(
            model_name='export',
            name='tries',
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='export',
            name='worked_at',
            field=models.DateTimeField(null=True, verbose_name='worked on'),
        ),
        migrations.AlterField(
            model_name='export',
            name='columns',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), default=list, size=None),
        ),
        migrations.AlterField(
            model_name='export',
            name='counted',
            field=models.PositiveIntegerField(default=0, verbose_name='people, when it was asked for'),
        ),
        migrations.AlterField(
            model_name='export',
            name='rows',
            field=models.PositiveIntegerField(default=0, verbose_name='lines'),
        ),
        migrations.AlterField(
            model_name='export',
            name='stage',
            field=models.CharField(choices=[('waiting', 'waits for a signature'), ('writing', 'being written'), ('ready', 'ready to download'), ('cancelled', 'cancelled'), ('failed', 'not made'), ('expired', 'erased, its time is over')], default='waiting', max_length=10, verbose_name='stage'),
        ),
        migrations.AddConstraint(
            model_name='export',
            constraint=models.UniqueConstraint(condition=models.Q(('kind', 'people'), ('stage__in', ['waiting', 'writing'])), fields=('created_by',), name='export_one_at_a_time'),
        ),
        migrations.AddConstraint(
            model_name='export',
            constraint=models.UniqueConstraint(condition=models.Q(('stage', 'writing')), fields=('created_by', 'kind', 'wanted', 'form'), name='export_same_once_while_written'),
        ),
        migrations.AddConstraint(
            model_name='export',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'people'), ('stage__in', ['writing', 'ready']), _negated=True), ('signature__isnull', False), _connector='OR'), name='export_signed_before_written'),
        ),
        migrations.AddConstraint(
            model_name='export',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('form', ''), ('kind', 'people')), models.Q(models.Q(('kind', 'people'), _negated=True), models.Q(('form', ''), _negated=True)), _connector='OR'), name='export_of_people_in_both_forms'),
        ),
    ]
