"""How much chance is given: no deadline, since two cores are shared with the other tests."""

from hypothesis import HealthCheck, settings

settings.register_profile("engine", deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=60)
settings.load_profile("engine")
