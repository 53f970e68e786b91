"""Addresses on the public host."""

urlpatterns = []
