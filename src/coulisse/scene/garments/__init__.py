"""Garments: cuts, and panels of cloth placed around a body, with what a tailor puts on them."""
