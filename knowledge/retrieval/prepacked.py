"""Linear layers for inference on a CPU: weights laid out once, in half the bytes where it can.

For one short text a third of a matrix product is laying out the weights, and much of the rest
is reading them. The operators are those that torch's own compiler uses; compiling itself would
cost every start five seconds. See docs/decisions/prepacked-weights.md.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn


class PrepackedLinear(nn.Module):
    """A linear layer whose weights are kept as oneDNN wants them, in the given precision.

    Rows come and go as float32, and sums are made in float32 whatever the precision.
    """

    def __init__(self, layer: nn.Linear, precision: torch.dtype) -> None:
        super().__init__()
        weight = layer.weight.detach().to(precision)
        self._precision = precision
        self._weight = torch.ops.mkldnn._reorder_linear_weight(weight)  # noqa: SLF001 - see above
        self._bias = None if layer.bias is None else layer.bias.detach().to(precision)

    def forward(self, rows: Tensor) -> Tensor:
        """Return `rows` times the transposed weights, plus the bias."""
        product: Tensor = torch.ops.mkldnn._linear_pointwise(  # noqa: SLF001 - see above
            rows.to(self._precision), self._weight, self._bias, "none", [], ""
        )
        return product.float()


def prepack(model: nn.Module) -> None:
    """Replace every plain linear layer, in place; where torch has no oneDNN nothing is changed."""
    if not torch.backends.mkldnn.is_available():  # type: ignore[no-untyped-call]
        return
    for module in list(model.modules()):
        for name, layer in list(module.named_children()):
            if type(layer) is nn.Linear and layer.weight.dtype is torch.float32:
                setattr(module, name, PrepackedLinear(layer, _precision()))


def _precision() -> torch.dtype:
    """Return bfloat16 where the processor multiplies it natively; emulated it would be slower."""
    return torch.bfloat16 if torch.cpu._is_avx512_bf16_supported() else torch.float32  # noqa: SLF001 - not public yet
