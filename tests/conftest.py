"""What holds for all tests."""

from hypothesis import HealthCheck, settings

# A shared machine can be slow for seconds; that says nothing about the code.
settings.register_profile("policydesk", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("policydesk")
