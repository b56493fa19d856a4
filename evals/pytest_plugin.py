"""`pytest --policydesk-set FILE`: each case of a test set as a test of its own."""
