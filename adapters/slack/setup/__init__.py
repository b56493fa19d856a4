"""What an administrator needs: the manifest, and a look whether all is as it should be."""
