"""What every chat platform has in common: questions, buttons, forms, and the office's tickets.

A platform shows it, sends it and takes it in; nothing here knows a platform's kit or mark-up.
"""
