"""Stage 5: the training. `python training/reage/train.py MINUTES [--fresh]` goes on from the checkpoint that is there.

On a GPU if torch sees one, else on the CPU in bfloat16. The loss: the delta's absolute error (more where something
changes), its gradients at three sizes, the critic's features and, in the second half, its opinion.
"""

from __future__ import annotations

import sys
import time
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import store  # first: it makes the training's modules importable
import augment
import cv2
import numpy as np
import sets
import torch
import torch.nn.functional as F
from net import Critic, Reage
from torch import Tensor

SIDE, BATCH = 256, 8
RATE, CRITIC_RATE = 1.0e-3, 4e-4
EMA = 0.995
HELD_OUT = 3  # shards, the first ones: never trained on
LINES, FEATURES, OPINION = 1.0, 0.6, 0.02
CRITIC_FROM = 0.6  # of the time: before, there is no sharpness to judge yet, and the critic costs a third of a step
AHEAD = 3  # batches that are made while the net learns


class People:
    """The sets in memory; shards that another process adds are taken in when `refresh` is called."""

    def __init__(self, held_out: bool) -> None:
        self.held_out, self.shards = held_out, set[Path]()
        self.pictures: list[np.ndarray] = []
        self.years: list[np.ndarray] = []
        self.points: list[np.ndarray] = []
        self.refresh()

    def refresh(self) -> None:
        paths = sorted(p for p in store.SETS.glob("*.npz") if not p.name.endswith(".part.npz"))
        for path in paths[:HELD_OUT] if self.held_out else paths[HELD_OUT:]:
            if path in self.shards:
                continue
            self.shards.add(path)
            shard = dict(np.load(path))
            for k in range(len(shard["number"])):
                person = {key: values[k] for key, values in shard.items()}
                good = sets.kept(person)
                if good.sum() >= 2:
                    self.pictures.append(person["pictures"][good])
                    self.years.append(sets.labels(person["units"], person["ages"])[good])
                    self.points.append(person["points"])

    def batch(self, chance: np.random.Generator, count: int = BATCH) -> tuple[Tensor, Tensor, Tensor]:
        pictures, deltas, ages = [], [], []
        for _ in range(count):
            k = int(chance.integers(len(self.pictures)))
            i, j = chance.choice(len(self.years[k]), 2, replace=False)
            picture, delta = augment.pair(self.pictures[k][i], self.pictures[k][j], self.points[k], chance, SIDE)
            pictures.append(picture.transpose(2, 0, 1))
            deltas.append(delta.transpose(2, 0, 1))
            ages.append([self.years[k][i], self.years[k][j]])
        stacked = (torch.tensor(np.stack(x).astype(np.float32)) for x in (pictures, deltas, ages))
        return tuple(stacked)  # type: ignore[return-value]


def lines(a: Tensor, b: Tensor) -> Tensor:
    """Difference of the gradients at three sizes."""
    total = a.new_zeros(())
    for _ in range(3):
        d = a - b
        total = total + d.diff(dim=-1).abs().mean() + d.diff(dim=-2).abs().mean()
        a, b = F.avg_pool2d(a, 2), F.avg_pool2d(b, 2)
    return total


def save(path: Path, states: dict[str, dict[str, Tensor]], step: int) -> None:
    """Plain arrays: nothing that has to be unpickled."""
    flat = {f"{n}/{k}": v.detach().cpu().numpy() for n, state in states.items() for k, v in state.items()}
    part = path.with_suffix(".part.npz")
    np.savez(part, step=step, **flat)
    part.rename(path)


def load(path: Path) -> tuple[dict[str, dict[str, Tensor]], int]:
    states: dict[str, dict[str, Tensor]] = {}
    with np.load(path) as stored:
        for name in stored.files:
            if name != "step":
                first, key = name.split("/", 1)
                states.setdefault(first, {})[key] = torch.tensor(stored[name])
        return states, int(stored["step"])


def main(minutes: float, fresh: bool) -> None:
    device = "cuda" if torch.cuda.is_available() else "cpu"
    torch.manual_seed(7)
    cv2.setNumThreads(1)  # the batches' thread; the cores are the net's
    chance = np.random.default_rng(int(time.time()))
    net, critic = Reage().to(device), Critic().to(device)
    mean = {k: v.clone() for k, v in net.state_dict().items()}
    path, step = store.CHECKPOINT, 0
    if path.is_file() and not fresh:
        states, step = load(path)
        net.load_state_dict(states["net"])
        critic.load_state_dict(states["critic"])
        mean = {k: v.to(device) for k, v in states["mean"].items()}
    net, critic = (m.to(memory_format=torch.channels_last) for m in (net, critic))
    best = torch.optim.AdamW(net.parameters(), lr=RATE, weight_decay=1e-4, betas=(0.9, 0.99))
    judge = torch.optim.AdamW(critic.parameters(), lr=CRITIC_RATE, betas=(0.5, 0.99))
    people, others = People(False), People(True)
    print(f"{len(people.pictures)} people, held out {len(others.pictures)}, {device}, from step {step}", flush=True)
    began, seen, first = time.time(), [], step
    pool = ThreadPoolExecutor(1)  # one thread: the chance is its own
    batches = deque(pool.submit(people.batch, chance) for _ in range(AHEAD))
    while (spent := (time.time() - began) / (60 * minutes)) < 1:
        rate = min(1.0, (step - first + 1) / 100) * (0.03 + 0.97 * 0.5 * (1 + np.cos(np.pi * spent)))
        for optimiser, top in ((best, RATE), (judge, CRITIC_RATE)):
            for group in optimiser.param_groups:
                group["lr"] = top * rate
        batches.append(pool.submit(people.batch, chance))
        x, d, ages = (t.to(device) for t in batches.popleft().result())
        x, d = x.to(memory_format=torch.channels_last), d.to(memory_format=torch.channels_last)
        with torch.autocast(device, dtype=torch.bfloat16):
            guess = net(x, ages)
        guess = guess.float()
        weight = 1 + 6 * (d.abs().mean(1, keepdim=True) > 0.02).float()
        error = ((guess - d).abs() * weight).mean()
        loss = error + LINES * lines(guess, d)
        use_critic = spent > CRITIC_FROM
        if use_critic:
            with torch.autocast(device, dtype=torch.bfloat16):
                critic.requires_grad_(False)
                opinion, features = critic(x + guess, ages)
                with torch.no_grad():
                    _, wanted = critic(x + d, ages)
                critic.requires_grad_(True)
            matched = sum((a.float() - b.float()).abs().mean() for a, b in zip(features, wanted, strict=True)) / len(
                wanted
            )
            loss = loss + FEATURES * matched * 0.3 - OPINION * opinion.float().mean()
        best.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        best.step()
        if use_critic:
            with torch.autocast(device, dtype=torch.bfloat16):
                real, _ = critic(x + d, ages)
                made, _ = critic(x + guess.detach(), ages)
            judged = F.relu(1 - real.float()).mean() + F.relu(1 + made.float()).mean()
            judge.zero_grad()
            judged.backward()
            judge.step()
        step += 1
        with torch.no_grad():
            keep = min(EMA, 1 - 1 / (step + 1))
            for k, v in net.state_dict().items():
                mean[k].lerp_(v, 1 - keep)
            seen.append([(guess - d).abs().mean().item() / (d.abs().mean().item() + 1e-6), loss.item()])
        if step % 50 == 0:
            print(
                f"step {step}, {time.time() - began:.0f} s, of the change missed {np.mean(seen[-50:], 0)[0]:.3f}",
                flush=True,
            )
        if step % 300 == 0:
            save(path, {"net": net.state_dict(), "critic": critic.state_dict(), "mean": mean}, step)
            people.refresh()
            print(f"  held out: {held_out(mean, others, device):.3f}; {len(people.pictures)} people", flush=True)
    save(path, {"net": net.state_dict(), "critic": critic.state_dict(), "mean": mean}, step)
    pool.shutdown(cancel_futures=True)
    print(f"{step} steps; held out {held_out(mean, others, device):.3f}")


@torch.no_grad()
def held_out(mean: dict[str, Tensor], others: People, device: str) -> float:
    """The share of the change that is missed on people never trained on; the same pairs each time."""
    net = Reage().to(device)
    net.load_state_dict(mean)
    chance, missed = np.random.default_rng(5), []
    for _ in range(3):
        x, d, ages = (t.to(device) for t in others.batch(chance))
        missed.append(((net.eval()(x, ages) - d).abs().mean() / d.abs().mean()).item())
    return float(np.mean(missed))


if __name__ == "__main__":
    main(float(sys.argv[1]), "--fresh" in sys.argv)
