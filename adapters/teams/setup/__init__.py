"""What an administrator needs: the app's package, and a look whether all is as it should be."""
