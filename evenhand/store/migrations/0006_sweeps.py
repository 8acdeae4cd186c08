from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('store', '0005_carried'),
    ]

    operations = [
        migrations.CreateModel(
            name='Sweep',
            fields=[
                ('id', models.CharField(max_length=32, primary_key=True, serialize=False)),
                ('site', models.CharField(max_length=300)),
                ('proposed_at', models.DateTimeField()),
                ('record', models.TextField()),
            ],
            options={
                'indexes': [models.Index(fields=['site', 'proposed_at'], name='store_sweep_site_46e465_idx')],
            },
        ),
        migrations.CreateModel(
            name='Swept',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sweep', models.CharField(max_length=32)),
                ('item', models.CharField(max_length=300)),
                ('revision', models.IntegerField()),
                ('decision', models.CharField(db_index=True, max_length=32)),
                ('changes', models.TextField()),
                ('fate', models.CharField(default='waiting', max_length=12)),
                ('done_at', models.DateTimeField(null=True)),
            ],
            options={
                'indexes': [models.Index(fields=['sweep', 'fate', 'id'], name='store_swept_sweep_8b77ae_idx')],
            },
        ),
        migrations.AddField(
            model_name='decision',
            name='sweep',
            field=models.CharField(max_length=32, null=True),
        ),
    ]
