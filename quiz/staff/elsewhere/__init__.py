"""Signing in elsewhere: at an identity provider that speaks OpenID Connect."""
