"""What goes wrong with a provider, as visitors and the operator are told."""

from __future__ import annotations

from escalade.web.auth.providers import Provider
from escalade.workflow.values.errors import EscaladeError, RequestError
from escalade.workflow.values.message import Message


class ProviderError(EscaladeError):
    """A provider does not do its part; the operator learns why."""

    def __init__(self, message: str, why: str) -> None:
        """Say what a visitor may read, and why in the log."""
        self.why = why
        super().__init__(message)


class UnreachableProviderError(ProviderError):
    """A provider does not answer, or not as one does."""

    def __init__(self, provider: Provider, why: object) -> None:
        """Name the provider, and what came of asking it."""
        said = Message(
            "{provider} cannot be reached, so nobody is signed in through it for now, and nothing was done. "
            "Try again in a few minutes.",
            provider=provider.name,
        )
        super().__init__(said, f"The provider “{provider.key}” ({provider.issuer}) cannot be reached: {why}.")


class UnprovenIdentityError(ProviderError):
    """What a provider sent does not prove who somebody is."""

    def __init__(self, provider: Provider, why: object) -> None:
        """Name the provider, and what is wrong with its statement."""
        said = Message(
            "What {provider} sent does not prove who you are, so you are not signed in. Try again; if that does not "
            "help, tell whoever runs this server, who finds the reason in its log.",
            provider=provider.name,
        )
        super().__init__(said, f"The provider “{provider.key}” ({provider.issuer}) proved nobody’s identity: {why}.")


class ProviderRefusedError(RequestError):
    """A provider did not sign somebody in."""

    def __init__(self, provider: Provider, answer: str) -> None:
        """Name the provider, and its answer where it is a code."""
        self.answer = answer if answer.replace("_", "").isalpha() and answer.isascii() else "?"
        self.why = f"The provider “{provider.key}” ({provider.issuer}) answered “{self.answer}”."
        super().__init__(
            Message(
                "{provider} did not sign you in; its answer was “{answer}”. Try again, or ask those who run "
                "{provider}.",
                provider=provider.name,
                answer=self.answer,
            )
        )


MISMATCHES = {
    "invalid_client": "the client_id or the secret in the file of providers is not what it knows",
    "unauthorized_client": "it does not let this client sign people in by the code flow",
    "invalid_request": "it lacks something in what it was asked, or has another redirect URI for this client",
    "invalid_scope": "one of the scopes in the file of providers is not for this client",
    "unsupported_response_type": "it does not let this client sign people in by the code flow",
}
"""Answers that are about this server, and not about who signs in: what the operator is to look at."""


class MismatchedClientError(ProviderError):
    """A provider refuses this server, whoever signs in."""

    def __init__(self, provider: Provider, answer: str) -> None:
        """Name the provider, and tell the operator what to look at."""
        said = Message(
            "{provider} and this server do not agree on how people sign in, so nobody is signed in through it for "
            "now. Tell whoever runs this server, who finds the reason in its log.",
            provider=provider.name,
        )
        super().__init__(
            said, f"The provider “{provider.key}” ({provider.issuer}) answered “{answer}”: {MISMATCHES[answer]}."
        )


def tell_refusal(provider: Provider, answer: str) -> ProviderRefusedError | MismatchedClientError:
    """Tell a refusal of this server from one of whoever signs in."""
    return (MismatchedClientError if answer in MISMATCHES else ProviderRefusedError)(provider, answer)
