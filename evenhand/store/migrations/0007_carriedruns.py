from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('store', '0006_sweeps'),
    ]

    operations = [
        migrations.CreateModel(
            name='CarriedRuns',
            fields=[
                ('decision', models.CharField(max_length=32, primary_key=True, serialize=False)),
                ('site', models.CharField(max_length=300)),
                ('runs', models.BinaryField()),
            ],
        ),
    ]
