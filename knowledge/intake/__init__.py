"""Files and folders to versions of documents: what is found, read, claimed and taken."""
