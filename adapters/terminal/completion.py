"""Shell completion."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completion(context: click.Context, shell: str) -> None:
    """Print the completion script of a shell.

    bash: policydesk completion bash > ~/.local/share/bash-completion/completions/policydesk

    zsh: policydesk completion zsh > ~/.zfunc/_policydesk

    fish: policydesk completion fish > ~/.config/fish/completions/policydesk.fish
    """
    maker = get_completion_class(shell)
    if maker is None:
        raise click.UsageError(f"There is no completion for {shell}.")
    root = context.find_root().command
    click.echo(maker(root, {}, "policydesk", "_POLICYDESK_COMPLETE").source())
