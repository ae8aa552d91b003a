#!/usr/bin/env python3
"""Opacus with the nets and settings of Medveil's side: one JSON line with an AUROC for each run.

    opacus_side.py --data retinamnist --model cnn --noise-multiplier 3.1 none --steps 100 ...
    opacus_side.py --data pneumoniamnist --model logistic --features TRAIN.npy TEST.npy ...

The noise multiplier is given, not the epsilon, so that both sides use one accountant (`account`).
`none` is the run without privacy: the same steps and draws, no clipping, no noise. Data: the folder
that MEDVEIL_DATA names. Noise and draws come from torch's default generator, seeded (secure_mode=False).
"""

import argparse
import json
import os
import sys
import time
import warnings
from pathlib import Path

os.environ.setdefault("CUDA_VISIBLE_DEVICES", "")

import numpy as np  # noqa: E402
import torch  # noqa: E402
from opacus import GradSampleModule  # noqa: E402
from opacus.data_loader import DPDataLoader  # noqa: E402
from opacus.optimizers import DPOptimizer  # noqa: E402
from torch import nn  # noqa: E402
from torch.nn.functional import binary_cross_entropy_with_logits  # noqa: E402

DATA = Path(os.environ.get("MEDVEIL_DATA", Path(__file__).resolve().parents[2] / "../shared/data"))
FILES = {
    "retinamnist": "retinamnist/retinamnist.npz",
    "pneumoniamnist": "pneumoniamnist/pneumoniamnist_reconstructed.npz",
}
# The grades of RetinaMNIST that are referred; PneumoniaMNIST is 0 or 1 already.
POSITIVE_FROM = {"retinamnist": 2, "pneumoniamnist": 1}
GROUPS = 4
SAME = 1e-3  # log-odds in float32, by way of a probability on Medveil's side
EMA_DECAY = 0.9


def logistic(inputs: int) -> nn.Module:
    """One score, from zero, as Medveil's `logistic`."""
    net = nn.Linear(inputs, 1)
    nn.init.zeros_(net.weight)
    nn.init.zeros_(net.bias)
    return net


def cnn(channels: int) -> nn.Module:
    """Medveil's `cnn`: 3x3 convolution of 16, GroupNorm of 4 groups, ReLU, maximum of 2x2; the same of
    32 with the mean over all positions in the maximum's place; one score.

    4,929 parameters with one input channel, 5,217 with three. He's normal start and zero biases in the
    convolutions, Glorot's in the last layer (DL4J's WeightInit.RELU and XAVIER); see `begin`.
    """
    net = nn.Sequential(
        nn.Conv2d(channels, 16, 3, padding=1), nn.GroupNorm(GROUPS, 16), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(16, 32, 3, padding=1), nn.GroupNorm(GROUPS, 32), nn.ReLU(), nn.AdaptiveAvgPool2d(1),
        nn.Flatten(), nn.Linear(32, 1),
    )
    for layer in net:
        if isinstance(layer, nn.Conv2d):
            nn.init.kaiming_normal_(layer.weight, nonlinearity="relu")
            nn.init.zeros_(layer.bias)
    nn.init.xavier_normal_(net[-1].weight)
    nn.init.zeros_(net[-1].bias)
    return net


def begin(net: nn.Module, folder: Path, seed: int, scored: "Split") -> None:
    """Starts where Medveil's net of that seed does, and ends unless it then says what that one says."""
    flat = torch.from_numpy(np.fromfile(folder / f"start-{seed}.f32", dtype=np.float32))
    at = 0
    with torch.no_grad():
        for layer in net:
            own = list(layer.parameters())
            # DL4J has a convolution's bias before its weights, any other's after.
            for parameter in reversed(own) if isinstance(layer, nn.Conv2d) else own:
                parameter.copy_(flat[at:at + parameter.numel()].view_as(parameter))
                at += parameter.numel()
    if at != len(flat):
        sys.exit(f"Medveil's net has {len(flat)} parameters, this one {at}")
    theirs = np.fromfile(folder / f"start-{seed}.logits.f32", dtype=np.float32)
    if len(theirs) != len(scored.labels):
        sys.exit(f"Medveil gave {len(theirs)} log-odds for {len(scored.labels)} rows: is it the same split?")
    apart = float(np.abs(scores(net, scored) - theirs).max())
    if not apart <= SAME:
        sys.exit(f"the two nets are not the same: at the start their log-odds differ by {apart:.2g}")


class Split:
    """Examples in float32 and their labels, 0 or 1."""

    def __init__(self, inputs: np.ndarray, labels: np.ndarray):
        if len(inputs) != len(labels):
            sys.exit(f"{len(inputs)} examples and {len(labels)} labels: they must be of the same rows")
        self.inputs = torch.from_numpy(np.ascontiguousarray(inputs, dtype=np.float32))
        self.labels = torch.from_numpy(np.asarray(labels, dtype=np.float32))


def splits(options) -> tuple[Split, Split]:
    """What is fitted and what is scored; features replace images, row for row."""
    with np.load(DATA / FILES[options.data]) as npz:
        names = (options.fit, [options.score])
        images = [np.concatenate([npz[f"{name}_images"] for name in some]) for some in names]
        labels = [
            np.concatenate([npz[f"{name}_labels"].ravel() for name in some]) >= POSITIVE_FROM[options.data]
            for some in names
        ]
    if options.features:
        inputs = [np.load(path) for path in options.features]
    else:
        inputs = [planes(some) for some in images]
        if options.model == "logistic":
            inputs = [some.reshape(len(some), -1) for some in inputs]
    return Split(inputs[0], labels[0]), Split(inputs[1], labels[1])


def planes(images: np.ndarray) -> np.ndarray:
    """[n, channel, row, column] in -1..1, by constants that look at nobody's data."""
    if images.ndim == 3:
        images = images[..., None]
    return (images.transpose(0, 3, 1, 2).astype(np.float32) / 255 - 0.5) / 0.5


def auroc(scores: np.ndarray, labels: np.ndarray) -> float:
    """Chance that a positive scores above a negative, ties half (Mann-Whitney); nan for scores that are none."""
    if not np.isfinite(scores).all():
        return float("nan")
    _, place, count = np.unique(scores, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(count) - (count - 1) / 2)[place]
    positive = labels > 0.5
    p, n = int(positive.sum()), int((~positive).sum())
    return float((ranks[positive].sum() - p * (p + 1) / 2) / (p * n))


class Average:
    """Medveil's averages of the iterates: `ema` with its weight divided out, `tail` from the middle on."""

    def __init__(self, kind: str, steps: int):
        self.decay, self.take = {"none": (0, 1), "ema": (EMA_DECAY, 1 - EMA_DECAY), "tail": (1, 1)}[kind]
        self.first = steps // 2 if kind == "tail" else 0
        self.sum, self.weight = None, 0.0

    def add(self, net: nn.Module, step: int) -> None:
        now = nn.utils.parameters_to_vector(net.parameters()).detach().double()
        keep = 0 if step <= self.first else self.decay
        self.weight = keep * self.weight + self.take
        self.sum = self.take * now + (keep * self.sum if keep else 0)

    def into(self, net: nn.Module) -> None:
        nn.utils.vector_to_parameters((self.sum / self.weight).float(), net.parameters())


def updater(options, net: nn.Module, private: bool) -> torch.optim.Optimizer:
    """DL4J's Nesterovs at a fixed rate is torch's SGD with nesterov=True."""
    rate, momentum = options.learning_rate, options.momentum
    if not private and options.non_private_learning_rate:
        rate = options.non_private_learning_rate
    if options.updater == "adam":
        return torch.optim.Adam(net.parameters(), lr=rate, betas=(momentum, 0.999))
    if options.updater == "nesterovs":
        return torch.optim.SGD(net.parameters(), lr=rate, momentum=momentum, nesterov=momentum > 0)
    return torch.optim.SGD(net.parameters(), lr=rate)


def batches(train: Split, rate: float, steps: int):
    """Everybody at rate 1, else Opacus' own Poisson draw."""
    if rate == 1:
        for _ in range(steps):
            yield train.inputs, train.labels
        return
    loader = DPDataLoader(torch.utils.data.TensorDataset(train.inputs, train.labels), sample_rate=rate)
    made = 0
    while made < steps:
        for batch in loader:
            yield batch
            made += 1
            if made == steps:
                return


def trained(options, train: Split, scored: Split, noise: float | None, seed: int) -> nn.Module:
    torch.manual_seed(seed)
    expected = options.expected_batch or round(options.sampling_rate * len(train.labels))
    width = train.inputs.shape[1]
    net = logistic(width) if options.model == "logistic" else cnn(width)
    if options.start:
        begin(net, options.start, seed, scored)
    private = noise is not None
    model = GradSampleModule(net, loss_reduction="sum") if private else net
    optimizer = updater(options, net, private)
    if private:
        # The sum is divided by the public batch, whatever was drawn.
        optimizer = DPOptimizer(
            optimizer, noise_multiplier=noise, max_grad_norm=options.clip, expected_batch_size=expected
        )
    average = Average(options.averaging, options.steps)
    for step, (inputs, labels) in enumerate(batches(train, options.sampling_rate, options.steps)):
        pieces = list(zip(inputs.split(options.microbatch), labels.split(options.microbatch)))
        if not private:
            optimizer.zero_grad()
        for i, (some, their) in enumerate(pieces):
            last = i == len(pieces) - 1
            if private:
                optimizer.zero_grad()
                optimizer.signal_skip_step(do_skip=not last)
            loss = binary_cross_entropy_with_logits(model(some).squeeze(1), their, reduction="sum")
            (loss if private else loss / expected).backward()
            if private or last:
                optimizer.step()
        average.add(net, step)
    average.into(net)
    return net


def scores(net: nn.Module, split: Split) -> np.ndarray:
    with torch.no_grad():
        return net(split.inputs).squeeze(1).double().numpy()


def number(word: str) -> float | None:
    return None if word == "none" else float(word)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", choices=FILES, required=True)
    parser.add_argument("--model", choices=("logistic", "cnn"), required=True)
    parser.add_argument("--features", type=Path, nargs=2, metavar=("TRAIN", "TEST"), help="for logistic; in the rows' order")
    parser.add_argument("--start", type=Path, metavar="FOLDER", help="for cnn; Medveil's start-SEED.f32 and start-SEED.logits.f32")
    parser.add_argument("--fit", choices=("train", "val"), nargs="+", default=["train", "val"])
    parser.add_argument("--score", choices=("val", "test"), default="test")
    parser.add_argument("--noise-multiplier", type=number, nargs="+", required=True, help="numbers, or none")
    parser.add_argument("--sampling-rate", type=float, default=1.0)
    parser.add_argument("--steps", type=int, required=True)
    parser.add_argument("--clip", type=float, required=True)
    parser.add_argument("--expected-batch", type=int, help="public; the sampling rate times the rows when left out")
    parser.add_argument("--updater", choices=("sgd", "nesterovs", "adam"), default="nesterovs")
    parser.add_argument("--learning-rate", type=float, required=True)
    parser.add_argument("--non-private-learning-rate", type=float, help="of the runs with noise multiplier none")
    parser.add_argument("--momentum", type=float, default=0.9)
    parser.add_argument("--averaging", choices=("none", "ema", "tail"), default="none")
    parser.add_argument("--microbatch", type=int, default=512, help="bounds memory, changes nothing else")
    parser.add_argument("--seeds", type=int, nargs="+", default=[1, 2, 3])
    parser.add_argument("--threads", type=int, default=1)
    options = parser.parse_args()
    if options.features and options.model != "logistic":
        parser.error("--features are for --model logistic")
    if options.start and options.model != "cnn":
        parser.error("--start is for --model cnn")
    torch.set_num_threads(options.threads)
    warnings.filterwarnings("ignore", message="Full backward hook is firing")
    warnings.filterwarnings("ignore", message="Secure RNG turned off")
    train, scored = splits(options)
    for noise in options.noise_multiplier:
        for seed in options.seeds:
            started = time.monotonic()
            net = trained(options, train, scored, noise, seed)
            area = auroc(scores(net, scored), scored.labels.numpy())
            print(json.dumps({
                "side": "opacus", "data": options.data, "model": options.model, "noise_multiplier": noise,
                "seed": seed, "auroc": round(area, 6) if area == area else None,
                "parameters": sum(p.numel() for p in net.parameters()), "rows": len(train.labels),
                "seconds": round(time.monotonic() - started, 2),
            }), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
