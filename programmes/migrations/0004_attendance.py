"""Who came to which lesson: words that are only added. The account of who said one may end."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


FORWARD = """
CREATE FUNCTION programmes_attendance_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF to_jsonb(OLD) - 'by_id' = to_jsonb(NEW) - 'by_id' AND NEW.by_id IS NULL THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'attendance_is_only_added_to' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER attendance_is_only_added_to BEFORE UPDATE ON programmes_attendance
    FOR EACH ROW EXECUTE FUNCTION programmes_attendance_refuse();
"""
BACKWARD = "DROP TRIGGER attendance_is_only_added_to ON programmes_attendance; DROP FUNCTION programmes_attendance_refuse();"


class Migration(migrations.Migration):

    dependencies = [
        ('programmes', '0003_no_place_for_a_merged_person'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Attendance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('held_on', models.DateField(verbose_name='day of the lesson')),
                ('number', models.PositiveSmallIntegerField(default=1)),
                ('mark', models.CharField(choices=[('present', 'Present'), ('absent', 'Absent'), ('excused', 'Excused'), ('none', 'Taken back')], max_length=8, verbose_name='attendance')),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attendance', to='programmes.member')),
            ],
            options={
                'verbose_name': 'attendance at a lesson',
                'verbose_name_plural': 'attendance at lessons',
                'constraints': [models.UniqueConstraint(fields=('member', 'held_on', 'number'), name='attendance_each_word_once'), models.CheckConstraint(condition=models.Q(('mark__in', ['present', 'absent', 'excused', 'none'])), name='attendance_is_a_known_word')],
            },
        ),
        migrations.RunSQL(FORWARD, BACKWARD),
    ]
