"""Fitting the confidence on a test set, judging the fit, choosing the bands."""
