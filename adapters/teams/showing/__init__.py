"""What people read in Teams: messages, forms and results as plain JSON within its limits. Pure."""
