"""How the language model is: whether it answers one harmless question, how fast, for how much."""

from __future__ import annotations

from adapters.terminal.findings import Finding, State
from bot.errors import ModelFailed
from bot.language.trying import Trial, attempt
from bot.settings import Settings
from bot.writer import LangchainModel
from bot.writing import Outcome

_NAME = "Language model"
_MILLION = 1_000_000
_MEANWHILE = "Until then askers read the policy's own words."
_REMEDIES = {
    Outcome.UNREACHABLE: (
        "Look whether the address is right, the endpoint runs, and no proxy is in the way"
        " (HTTPS_PROXY, NO_PROXY)."
    ),
    Outcome.SLOW: "Give it more time, or choose a smaller model.",
    Outcome.BUSY: "Try again later, or ask its provider for more.",
    Outcome.GARBLED: "An address often ends in /v1; see README, “A language model”.",
    Outcome.DECLINED: "It declined a harmless question; choose another model, or its filter.",
    Outcome.REFUSED: "Mend that; see README, “A language model”.",
}
_FORM = (
    "Set POLICYDESK_MODEL_FORM to json_schema, function_calling or json_mode, whichever it keeps."
)


def language_model(settings: Settings) -> Finding:
    """Return how the model is. It is sent one question of ours; the day's budget isn't charged."""
    if not settings.model:
        return Finding(_NAME, State.OK, "none is set: answers are the policy's own words")
    model = LangchainModel(settings)
    try:
        model.warm_up()
        trial = attempt(model, settings.model_timeout)
    except ModelFailed as failed:
        return _failed(settings, failed)
    return _tried(settings, trial)


def _failed(settings: Settings, failed: ModelFailed) -> Finding:
    # What may work a moment later isn't a fault of the settings.
    state = State.WARN if failed.passing else State.FAIL
    remedy = f"{_REMEDIES[failed.outcome]} {_MEANWHILE}"
    return Finding(_NAME, state, f"{settings.model}: {failed}", remedy)


def _tried(settings: Settings, trial: Trial) -> Finding:
    version = f" ({trial.said.version})" if trial.said.version else ""
    took = f"the first word after {trial.first:.1f} s, all after {trial.whole:.1f} s"
    what = f"{settings.model}{version} answers, {took}{_price(settings, trial)}; {_use(settings)}"
    if not trial.kept:
        return Finding(_NAME, State.FAIL, f"{what}; but not in the form asked for", _FORM)
    if trial.first > settings.model_first_token:
        remedy = (
            f"It may take {settings.model_first_token:g} s to the first word"
            f" (POLICYDESK_MODEL_FIRST_TOKEN). {_MEANWHILE}"
        )
        return Finding(_NAME, State.WARN, f"{what}; but too slowly", remedy)
    return Finding(_NAME, State.OK, what)


def _price(settings: Settings, trial: Trial) -> str:
    """Return what the trial cost, where money is counted."""
    if not settings.model_money_per_day:
        return ""
    read = trial.said.tokens_in * settings.model_price_in
    written = trial.said.tokens_out * settings.model_price_out
    return f", for {(read + written) / _MILLION:.6f} of {settings.model_money_per_day:g} a day"


def _use(settings: Settings) -> str:
    uses = (
        ("words answers", settings.model_writes),
        ("rewords questions that find too little", settings.model_reads),
    )
    return " and ".join(use for use, is_on in uses if is_on) or "is used for nothing"
