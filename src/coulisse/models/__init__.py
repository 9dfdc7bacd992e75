"""Weights: their catalogue, fetching and checking, and the networks that run on them."""
