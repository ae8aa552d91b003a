"""The three nets and their batches. Nets.java has the same three: same layers, same count of parameters."""

import torch
from torch import nn

GROUPS = 8


def mlp() -> nn.Module:
    """A: 263,685 parameters."""
    return nn.Sequential(nn.Linear(1024, 256), nn.ReLU(), nn.Linear(256, 5))


def mnist() -> nn.Module:
    """B: the net of Opacus' examples/mnist.py, 26,010 parameters."""
    return nn.Sequential(
        nn.Conv2d(1, 16, 8, 2, padding=3), nn.ReLU(), nn.MaxPool2d(2, 1),
        nn.Conv2d(16, 32, 4, 2), nn.ReLU(), nn.MaxPool2d(2, 1),
        nn.Flatten(), nn.Linear(32 * 4 * 4, 32), nn.ReLU(), nn.Linear(32, 10),
    )


class Residual(nn.Module):
    """x + f(x), no activation after the sum."""

    def __init__(self, *layers: nn.Module):
        super().__init__()
        self.layers = nn.Sequential(*layers)

    def forward(self, x):
        return x + self.layers(x)


def block(before: int, after: int) -> list[nn.Module]:
    """3x3, stride 1, padding 1, with bias; GroupNorm of 8 groups, eps 1e-5; ReLU."""
    return [nn.Conv2d(before, after, 3, padding=1), nn.GroupNorm(GROUPS, after), nn.ReLU()]


def resnet9() -> nn.Module:
    """C: eight convolutions, 1,647,242 parameters.

    | convolution  | side | output channels, positions, inputs of one output |
    |--------------|------|---------------------------------------------------|
    | 3 -> 32      | 32   | 32, 1024, 27                                      |
    | 32 -> 64     | 32   | 64, 1024, 288, then maximum of 2x2                |
    | 64 -> 64 (2) | 16   | 64, 256, 576, residual                            |
    | 64 -> 128    | 16   | 128, 256, 576, then maximum of 2x2                |
    | 128 -> 256   | 8    | 256, 64, 1152, then maximum of 2x2                |
    | 256 -> 256 (2) | 4  | 256, 16, 2304, residual                           |

    Then the mean over the 4x4 positions and one dense layer to ten scores.
    """
    return nn.Sequential(
        *block(3, 32), *block(32, 64), nn.MaxPool2d(2), Residual(*block(64, 64), *block(64, 64)),
        *block(64, 128), nn.MaxPool2d(2), *block(128, 256), nn.MaxPool2d(2),
        Residual(*block(256, 256), *block(256, 256)), nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(256, 10),
    )


# Net, batch, shape of an example, classes, parameters.
WORKLOADS = {
    "A": (mlp, 1024, (1024,), 5, 263_685),
    "B": (mnist, 256, (1, 28, 28), 10, 26_010),
    "C": (resnet9, 64, (3, 32, 32), 10, 1_647_242),
}


def workload(name: str) -> tuple[nn.Module, torch.Tensor, torch.Tensor]:
    """The net as torch initialises it, a batch of normal numbers, and labels; the same in every process."""
    make, batch, shape, classes, parameters = WORKLOADS[name]
    torch.manual_seed(1)
    net = make()
    assert sum(p.numel() for p in net.parameters()) == parameters
    return net, torch.randn(batch, *shape), torch.randint(classes, (batch,))


def flat_order(net: nn.Module) -> list[tuple[str, torch.Tensor]]:
    """Parameters in DL4J's order: a convolution's bias stands before its weights, any other's after."""
    ordered = []
    for name, module in net.named_modules():
        own = list(module.named_parameters(prefix=name, recurse=False))
        ordered += reversed(own) if isinstance(module, nn.Conv2d) else own
    return ordered
