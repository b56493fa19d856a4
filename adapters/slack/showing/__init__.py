"""What people read, as Block Kit within Slack's limits. Pure."""
