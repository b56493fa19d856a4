"""A strict OpenID provider in a process of its own, as agencies have one."""

from tests.fakes.oidc.client import CLIENT, SECRET, Provider, provider

__all__ = ["CLIENT", "SECRET", "Provider", "provider"]
