"""One optimiser step in each of the peers. A step with privacy clips each example, adds noise and updates.

Noise comes from torch's default generator, which is guessable (Opacus: secure_mode=False). After a
step `grad` holds (clipped sum + noise) / batch in all of them, so that they can be compared.
"""

from typing import NamedTuple

import torch
from torch import nn
from torch.nn.functional import cross_entropy

RATE = 1e-3


class Privacy(NamedTuple):
    clip: float = 1.0
    noise: float = 1.0


def sgd(net, inputs, labels, privacy):
    optimizer = torch.optim.SGD(net.parameters(), lr=RATE)

    def step():
        optimizer.zero_grad()
        cross_entropy(net(inputs), labels).backward()
        optimizer.step()

    return step


def forward(net, inputs, labels, privacy):
    def step():
        with torch.no_grad():
            cross_entropy(net(inputs), labels)

    return step


def hooks(net, inputs, labels, privacy):
    """Opacus' default: per-example gradients by hooks. A fixed batch without its DataLoader."""
    from opacus import GradSampleModule
    from opacus.optimizers import DPOptimizer

    net = GradSampleModule(net)
    optimizer = DPOptimizer(
        torch.optim.SGD(net.parameters(), lr=RATE),
        noise_multiplier=privacy.noise, max_grad_norm=privacy.clip, expected_batch_size=len(inputs),
    )

    def step():
        optimizer.zero_grad()
        cross_entropy(net(inputs), labels).backward()
        optimizer.step()

    return step


def ghost(net, inputs, labels, privacy):
    """Opacus' ghost clipping: closed form for Linear; layers without one materialise their gradients."""
    from opacus.grad_sample import GradSampleModuleFastGradientClipping
    from opacus.optimizers import DPOptimizerFastGradientClipping
    from opacus.utils.fast_gradient_clipping_utils import DPLossFastGradientClipping

    net = GradSampleModuleFastGradientClipping(net, max_grad_norm=privacy.clip, use_ghost_clipping=True)
    optimizer = DPOptimizerFastGradientClipping(
        torch.optim.SGD(net.parameters(), lr=RATE),
        noise_multiplier=privacy.noise, max_grad_norm=privacy.clip, expected_batch_size=len(inputs),
    )
    loss = DPLossFastGradientClipping(net, optimizer, nn.CrossEntropyLoss())

    def step():
        optimizer.zero_grad()
        loss(net(inputs), labels).backward()
        optimizer.step()

    return step


def per_example(net, inputs, labels, clip):
    """Each example's gradient, its norm, and the factor that clips it."""
    parameters = {name: p.detach() for name, p in net.named_parameters()}

    def loss(parameters, example, label):
        scores = torch.func.functional_call(net, parameters, (example.unsqueeze(0),))
        return cross_entropy(scores, label.unsqueeze(0))

    gradients = torch.func.vmap(torch.func.grad(loss), in_dims=(None, 0, 0))(parameters, inputs, labels)
    norms = torch.stack([g.flatten(1).norm(dim=1) for g in gradients.values()]).norm(dim=0)
    return gradients, norms, (clip / (norms + 1e-6)).clamp(max=1)


def vmap(net, inputs, labels, privacy, together=None):
    """Plain torch.func; all examples at once, or `together` of them at a time."""
    optimizer = torch.optim.SGD(net.parameters(), lr=RATE)
    together = together or len(inputs)

    def step():
        total = {}
        for some, their in zip(inputs.split(together), labels.split(together)):
            gradients, _, factors = per_example(net, some, their, privacy.clip)
            for name, gradient in gradients.items():
                clipped = torch.einsum("n,n...->...", factors, gradient)
                total[name] = total[name].add_(clipped) if name in total else clipped
        for name, p in net.named_parameters():
            p.grad = (total[name] + torch.randn_like(p) * (privacy.noise * privacy.clip)) / len(inputs)
        optimizer.step()

    return step


def vmap16(net, inputs, labels, privacy):
    """Gradients that stay in the cache: faster than all at once on C, slower on A and B."""
    return vmap(net, inputs, labels, privacy, 16)


def fastdp(net, inputs, labels, privacy):
    """Book-keeping with the choice per layer (arXiv:2210.00038)."""
    from fastDP import PrivacyEngine

    optimizer = torch.optim.SGD(net.parameters(), lr=RATE)
    engine = PrivacyEngine(
        net, batch_size=len(inputs), sample_size=100 * len(inputs), epochs=1, noise_multiplier=privacy.noise,
        max_grad_norm=privacy.clip, clipping_mode="MixOpt", clipping_fn="Abadi", clipping_style="all-layer",
    )
    engine.attach(optimizer)

    def step():
        optimizer.zero_grad()
        cross_entropy(net(inputs), labels).backward()
        optimizer.step()

    return step


MODES = {
    "forward": forward, "sgd": sgd, "hooks": hooks, "ghost": ghost, "vmap": vmap, "vmap16": vmap16, "fastdp": fastdp,
}
PRIVATE = ["vmap", "vmap16", "hooks", "ghost", "fastdp"]
