"""Recipes: each turns a brief and a plate into passes."""
