"""The communications office: cards, forms, replies, calls and the digest."""
