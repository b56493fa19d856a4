"""Questions, answers, and the buttons below them."""
