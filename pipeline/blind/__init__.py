"""Blind screening: who somebody is stays hidden until their rating is in."""
