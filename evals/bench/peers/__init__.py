"""What an agency would build or take otherwise, measured beside PolicyDesk in the same run."""
