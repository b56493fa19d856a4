"""What people read, before their platform shows it. Pure."""
