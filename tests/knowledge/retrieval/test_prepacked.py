import pytest
import torch
from torch import nn

from knowledge.retrieval.prepacked import PrepackedLinear, prepack


class Small(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.inner = nn.Sequential(nn.Linear(8, 16), nn.GELU(), nn.Linear(16, 4, bias=False))
        self.kept = nn.LayerNorm(4)

    def forward(self, rows: torch.Tensor) -> torch.Tensor:
        found: torch.Tensor = self.kept(self.inner(rows))
        return found


@pytest.mark.parametrize(("precision", "error"), [(torch.float32, 1e-5), (torch.bfloat16, 0.03)])
@pytest.mark.parametrize("bias", [True, False])
def test_a_packed_layer_gives_the_products_of_the_plain_one(
    precision: torch.dtype, error: float, *, bias: bool
) -> None:
    torch.manual_seed(1)
    layer, rows = nn.Linear(384, 64, bias=bias), torch.randn(2, 7, 384)
    with torch.inference_mode():
        packed = PrepackedLinear(layer, precision)(rows)
        assert packed.dtype is torch.float32
        assert torch.allclose(packed, layer(rows), atol=error)


def test_every_linear_layer_of_a_model_is_replaced_and_nothing_else() -> None:
    torch.manual_seed(1)
    model, rows = Small(), torch.randn(3, 8)
    with torch.inference_mode():
        before = model(rows)
        prepack(model)
        assert torch.allclose(model(rows), before, atol=0.05)
    kinds = [type(module) for module in model.inner]
    assert kinds == [PrepackedLinear, nn.GELU, PrepackedLinear]
    assert isinstance(model.kept, nn.LayerNorm)
