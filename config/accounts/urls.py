"""Addresses of sign-in, people and the company."""

app_name = "accounts"
urlpatterns = []
