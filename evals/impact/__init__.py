"""What would become of past questions, tickets, rulings and test cases if a draft went live."""
