"""What comes in from chat platforms and goes out to them: taken in once, sent once, in order."""
