"""The re-ageing net and the critic that keeps it from blurring.

A U-Net after FRAN (Zoss et al. 2022, "Production-Ready Face Re-Aging for Visual Effects") with three changes: ages come
in by FiLM (Perez et al. 2018) instead of as two more channels; the delta is multiplied by the gap of ages, so that
equal ages give exactly nothing; and a last layer at full size sees the picture again, so that lines stay sharp.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor, nn
from torch.nn.utils.parametrizations import spectral_norm

WIDTH = 32
LEVELS = (1, 2, 4, 6, 8)
GAP = 25.0  # years a unit of the gap


def _block(given: int, made: int) -> nn.Sequential:
    return nn.Sequential(
        nn.Conv2d(given, made, 3, padding=1), nn.GroupNorm(8, made), nn.SiLU(),
        nn.Conv2d(made, made, 3, padding=1), nn.GroupNorm(8, made), nn.SiLU(),
    )  # fmt: skip


class Reage(nn.Module):
    """picture (n, 3, h, w) encoded in [0, 1], sides multiples of 32; ages (n, 2), now and then -> delta like it."""

    def __init__(self, width: int = WIDTH) -> None:
        super().__init__()
        c = [width * m for m in LEVELS]
        self.first = _block(12, c[0])
        self.down = nn.ModuleList(_block(c[i], c[i + 1]) for i in range(len(c) - 1))
        self.up = nn.ModuleList(_block(c[i + 1] + c[i], c[i]) for i in reversed(range(len(c) - 1)))
        self.middle = nn.Conv2d(c[0] + 12, 64, 3, padding=1)
        self.last = nn.Sequential(nn.Conv2d(16 + 3, 16, 3, padding=1), nn.SiLU(), nn.Conv2d(16, 3, 3, padding=1))
        self.ages = nn.Sequential(nn.Linear(4, 64), nn.SiLU(), nn.Linear(64, 64), nn.SiLU())
        self.film = nn.ModuleList(nn.Linear(64, 2 * k) for k in c + c[:-1][::-1])
        for layer in self.film:
            nn.init.zeros_(layer.weight)
            nn.init.zeros_(layer.bias)
        nn.init.normal_(self.last[2].weight, std=1e-3)
        nn.init.zeros_(self.last[2].bias)

    def forward(self, picture: Tensor, ages: Tensor) -> Tensor:
        now, then = ages[:, :1], ages[:, 1:]
        gap = (then - now) / GAP
        told = self.ages(torch.cat([now / 50 - 1, then / 50 - 1, gap, gap.abs()], 1))

        def film(h: Tensor, k: int) -> Tensor:
            gain, shift = self.film[k](told)[..., None, None].chunk(2, 1)
            return h * (1 + gain) + shift

        x = picture * 2 - 1
        u = F.pixel_unshuffle(x, 2)
        h = film(self.first(u), 0)
        kept = [h]
        for k, down in enumerate(self.down):
            h = film(down(F.avg_pool2d(h, 2)), k + 1)
            kept.append(h)
        kept.pop()
        for k, up in enumerate(self.up):
            h = F.interpolate(h, scale_factor=2.0, mode="bilinear", align_corners=False)
            h = film(up(torch.cat([h, kept.pop()], 1)), len(self.down) + 1 + k)
        h = F.pixel_shuffle(F.silu(self.middle(torch.cat([h, u], 1))), 2)
        return self.last(torch.cat([h, x], 1)) * gap[..., None, None]


class Critic(nn.Module):
    """Patches (Isola et al. 2017) of picture and target age -> how real they look, and the features on the way."""

    def __init__(self, width: int = 40) -> None:
        super().__init__()
        sizes = [(5, width), (width, 2 * width), (2 * width, 4 * width), (4 * width, 4 * width)]
        self.layers = nn.ModuleList(
            spectral_norm(nn.Conv2d(a, b, 4, stride=2 if k < 3 else 1, padding=1)) for k, (a, b) in enumerate(sizes)
        )
        self.last = spectral_norm(nn.Conv2d(4 * width, 1, 3, padding=1))

    def forward(self, picture: Tensor, ages: Tensor) -> tuple[Tensor, list[Tensor]]:
        now, then = (ages[:, k, None, None, None].expand(-1, 1, *picture.shape[2:]) / 50 - 1 for k in (0, 1))
        h = torch.cat([picture * 2 - 1, then, now * 0], 1)
        seen = []
        for layer in self.layers:
            h = F.leaky_relu(layer(h), 0.2)
            seen.append(h)
        return self.last(h), seen
