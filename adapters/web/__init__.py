"""The console of the communications office in a browser, and a page to ask on."""
