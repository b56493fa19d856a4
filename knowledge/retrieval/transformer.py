"""sentence-transformers: loading a model, and running it here or in a child process."""

from __future__ import annotations

import logging
import multiprocessing
import os
import signal
from collections.abc import Iterator, Sequence
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from knowledge.errors import ModelUnusable

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer


Vectors = NDArray[np.float32]

_BATCH = 32
# Characters: more than any model reads. A word of a million signs would cost the tokenizer
# gigabytes, and the model doesn't see its end anyway.
_LONGEST = 100_000
_NICE = 10


def load(folder: Path, threads: int) -> SentenceTransformer:
    """Load a model from a folder; `threads` holds for the whole process.

    Raises:
        ModelUnusable: there is no such model in the folder.
    """
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    import torch  # noqa: PLC0415 - takes seconds; `--help` must not wait for it
    from sentence_transformers import SentenceTransformer  # noqa: PLC0415 - likewise
    from transformers.utils import logging as reports  # noqa: PLC0415 - likewise

    from knowledge.retrieval.prepacked import prepack  # noqa: PLC0415 - likewise

    reports.disable_progress_bar()  # type: ignore[no-untyped-call]
    torch.set_num_threads(threads)
    try:
        model = SentenceTransformer(str(folder), device="cpu", local_files_only=True)
    except (OSError, ValueError) as error:
        raise ModelUnusable(
            f"{folder}: this isn't a sentence-transformers model ({error}). "
            "Name a folder with such a model, or leave the setting empty for the packaged one."
        ) from error
    prepack(model)
    return model


def encode(model: SentenceTransformer, texts: Sequence[str]) -> Vectors:
    """Return one unit row for each text."""
    read = [text[:_LONGEST] for text in texts]
    if len(read) == 1:
        return _encode_one(model, read[0])
    encoded = model.encode(
        read, batch_size=_BATCH, normalize_embeddings=True, show_progress_bar=False
    )
    return np.asarray(encoded, dtype=np.float32).reshape(len(texts), -1)


def _encode_one(model: SentenceTransformer, text: str) -> Vectors:
    """Do what `model.encode` does, without its checks of every module, a tenth of a question."""
    import torch  # noqa: PLC0415 - as above

    with torch.inference_mode():
        prompt = model.prompts.get(model.default_prompt_name or "")
        read = model(model.preprocess([text], prompt=prompt))["sentence_embedding"]
        unit = torch.nn.functional.normalize(read[:, : model.truncate_dim], dim=1)
    return np.asarray(unit, dtype=np.float32)


def encode_in_child(folder: Path, parts: Iterator[list[str]]) -> Iterator[Vectors]:
    """Embed each part in a child process, at low priority and on all cores.

    Raises:
        ModelUnusable: the child died.
    """
    here, there = multiprocessing.Pipe()
    child = multiprocessing.get_context("spawn").Process(
        target=_serve, args=(folder, there), daemon=True
    )
    _start_deaf(child)
    there.close()
    try:
        for part in parts:
            here.send(part)
            yield here.recv()
    except (EOFError, BrokenPipeError) as error:
        raise ModelUnusable(
            "The process that embeds texts ended early, probably for want of memory. "
            "Free some memory and start again; what was embedded before is kept."
        ) from error
    except BaseException:
        child.kill()  # nobody waits any more for what it is working on
        raise
    finally:
        here.close()
        child.join()


def _start_deaf(child: SpawnProcess) -> None:
    """Start a child that Ctrl-C doesn't reach: its parent hears it and ends the child."""
    heard = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        child.start()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, heard)


def _serve(folder: Path, pipe: Connection) -> None:
    """Embed what comes through the pipe until it is closed."""
    os.nice(_NICE)
    logging.getLogger("sentence_transformers").setLevel(logging.ERROR)
    model = load(folder, threads=os.cpu_count() or 1)
    while True:
        try:
            part = pipe.recv()
        except EOFError:
            return
        pipe.send(encode(model, part))


def from_hub(name: str) -> Path:
    """Return the folder of a model in the local Hugging Face cache; nothing is downloaded.

    Raises:
        ModelUnusable: it isn't there.
    """
    from huggingface_hub import snapshot_download  # noqa: PLC0415 - only for named models
    from huggingface_hub.errors import HFValidationError, LocalEntryNotFoundError  # noqa: PLC0415

    try:
        return Path(snapshot_download(name, local_files_only=True))
    except (LocalEntryNotFoundError, HFValidationError) as error:
        raise ModelUnusable(
            f"{name}: no such folder, and no model of that name in the local Hugging Face cache. "
            "Download it once, or name a folder."
        ) from error
