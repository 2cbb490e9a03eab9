import pytest, cProfile, pstats
from django.core.management import call_command
@pytest.mark.django_db
def test_p():
    pr=cProfile.Profile(); pr.enable(); call_command("load_starter_content"); pr.disable(); pstats.Stats(pr).sort_stats('cumulative').print_stats(40)
