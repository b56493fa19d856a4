"""An OpenAI-compatible server in a process of its own, scripted by the name of the model.

`with model_server() as one:` starts it; `one.url` is what POLICYDESK_MODEL_URL would be. The names
of models, and what each does, stand in `scripts` (what it writes) and `weather` (how it comes).
"""

from tests.fakes.model_server.client import ModelServer, dead_address, model_server, until

__all__ = ["ModelServer", "dead_address", "model_server", "until"]
