"""Stage 5: the training. `python training/reage/train.py MINUTES [--fresh]` goes on from the checkpoint that is there.

On a GPU if torch sees one, else on the CPU in bfloat16. The loss: the delta's absolute error (more where something
changes), its gradients at three sizes; how old two networks find the result, against how old they find the wanted
picture, and what one of them looks at on the way (an absolute error alone gives the timid middle of all that could be);
how much of the person is lost, where that is more than the gap of ages excuses; late, a critic's features and opinion.
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
import judges
import numpy as np
import sets
import torch
import torch.nn.functional as F
from net import Critic, Reage
from torch import Tensor

SIDE, BATCH = 256, 8
RATE, CRITIC_RATE = 7e-4, 4e-4
EMA = 0.995
HELD_OUT = 3  # shards, the first ones: never trained on
LINES, FEATURES, OPINION = 1.0, 0.6, 0.02
CRITIC_FROM = 0.5  # of the time: before, there is no sharpness to judge yet, and the critic costs a third of a step
JUDGED = 3  # pictures of a batch that the judges look at: all would double a step's cost
OLD, LOOKED_AT, PERSON = 0.14, 0.12, 0.6
TINT = 2.0  # against broad colour casts, which the judges of age do not mind
WIDER = 8.0  # years: pairs of pictures are drawn the more often the wider apart, so much above their gap
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

    def batch(self, chance: np.random.Generator, count: int = BATCH) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        pictures, deltas, ages, fives = [], [], [], []
        for _ in range(count):
            k = int(chance.integers(len(self.pictures)))
            gaps = np.abs(self.years[k][:, None] - self.years[k])
            often = np.where(gaps > 0, gaps + WIDER, 0.0).ravel()
            i, j = divmod(int(chance.choice(often.size, p=often / often.sum())), len(gaps))
            picture, delta, moved = augment.pair(self.pictures[k][i], self.pictures[k][j], self.points[k], chance, SIDE)
            pictures.append(picture.transpose(2, 0, 1))
            deltas.append(delta.transpose(2, 0, 1))
            fives.append(judges.five(moved))
            ages.append([self.years[k][i], self.years[k][j]])
        stacked = (torch.tensor(np.stack(x).astype(np.float32)) for x in (pictures, deltas, ages, fives))
        return tuple(stacked)  # type: ignore[return-value]


def lines(a: Tensor, b: Tensor) -> Tensor:
    """Difference of the gradients at three sizes."""
    total = a.new_zeros(())
    for _ in range(3):
        d = a - b
        total = total + d.diff(dim=-1).abs().mean() + d.diff(dim=-2).abs().mean()
        a, b = F.avg_pool2d(a, 2), F.avg_pool2d(b, 2)
    return total


def tint(a: Tensor, b: Tensor) -> Tensor:
    """Difference of the broad colour, red against green and blue against both."""
    d = F.avg_pool2d(a - b, 8)
    red, green, blue = d.unbind(1)
    return (red - green).abs().mean() + (blue - (red + green) / 2).abs().mean()


def held_against(
    judge: judges.Judges, x: Tensor, guess: Tensor, d: Tensor, ages: Tensor, fives: Tensor, chance: np.random.Generator
) -> tuple[Tensor, float]:
    """What the judges hold against the first of a batch, and by how many years those look wrong (mean absolute)."""
    x, guess, d, ages, fives = (t[:JUDGED] for t in (x, guess, d, ages, fives))
    shift, zoom = tuple(chance.normal(size=2) * 0.012), float(np.exp(chance.normal() * 0.03))
    made, second, seen = judge.ages((x + guess).clamp(0, 1), shift, zoom)
    with torch.no_grad():
        wanted, other, sought = judge.ages((x + d).clamp(0, 1), shift, zoom)
        before = judge.identity(x, fives)
    wrong = (made - wanted).abs()
    old = wrong.mean() / 10 + (second - other).abs().mean() / 20
    looked = (seen - sought).abs().mean() / (sought.abs().mean() + 1e-3)
    alike = (judge.identity((x + guess).clamp(0, 1), fives) * before).sum(1)
    lost = F.relu(0.76 - 0.006 * (ages[:, 1] - ages[:, 0]).abs() - alike).mean()
    return OLD * old + LOOKED_AT * looked + PERSON * lost, wrong.mean().item()


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
    lookers = judges.Judges().to(device)
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
        x, d, ages, fives = (t.to(device) for t in batches.popleft().result())
        x, d = x.to(memory_format=torch.channels_last), d.to(memory_format=torch.channels_last)
        with torch.autocast(device, dtype=torch.bfloat16):
            guess = net(x, ages)
        guess = guess.float()
        weight = 1 + 6 * (d.abs().mean(1, keepdim=True) > 0.02).float()
        error = ((guess - d).abs() * weight).mean()
        loss = error + LINES * lines(guess, d) + TINT * tint(guess, d)
        against, wrong = held_against(lookers, x, guess, d, ages, fives, chance)
        loss = loss + against
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
            seen.append([(guess - d).abs().mean().item() / (d.abs().mean().item() + 1e-6), wrong, loss.item()])
        if step % 50 == 0:
            missed, years, total = np.mean(seen[-50:], 0)
            print(
                f"step {step}, {time.time() - began:.0f} s, of the change missed {missed:.3f}, {years:.1f} years off, "
                f"loss {total:.3f}",
                flush=True,
            )
        if step % 300 == 0:
            save(path, {"net": net.state_dict(), "critic": critic.state_dict(), "mean": mean}, step)
            people.refresh()
            print(f"  held out: {held_out(mean, others, device, lookers)}; {len(people.pictures)} people", flush=True)
    save(path, {"net": net.state_dict(), "critic": critic.state_dict(), "mean": mean}, step)
    pool.shutdown(cancel_futures=True)
    print(f"{step} steps; held out: {held_out(mean, others, device, lookers)}")


@torch.no_grad()
def held_out(mean: dict[str, Tensor], others: People, device: str, judge: judges.Judges) -> str:
    """The share of the change missed, and the years, on people never trained on; the same pairs each time."""
    net = Reage().to(device)
    net.load_state_dict(mean)
    chance, missed, years = np.random.default_rng(5), [], []
    for _ in range(4):
        x, d, ages, _ = (t.to(device) for t in others.batch(chance))
        guess = net.eval()(x, ages)
        missed.append(((guess - d).abs().mean() / d.abs().mean()).item())
        reached = judge.ages((x + guess).clamp(0, 1))[0] - judge.ages(x)[0]
        wanted = judge.ages((x + d).clamp(0, 1))[0] - judge.ages(x)[0]
        years += list(zip((reached * wanted.sign()).tolist(), wanted.abs().tolist(), strict=True))
    some = np.array(years)
    return (
        f"{np.mean(missed):.3f} missed, {some[:, 0].mean():.1f} of {some[:, 1].mean():.1f} years reached, "
        f"{np.abs(some[:, 0] - some[:, 1]).mean():.1f} off"
    )


if __name__ == "__main__":
    main(float(sys.argv[1]), "--fresh" in sys.argv)
