"""Dropout whose masks are cut from one drawn pool: drawing a number for each element is a tenth
of a step on a CPU."""

import torch

POOL = 1 << 23


class PooledDropout(torch.nn.Module):
    def __init__(self, share):
        super().__init__()
        self.share, self.pool = share, None

    def forward(self, x):
        if not self.training or self.share == 0:
            return x
        size = x.numel()
        if self.pool is None or len(self.pool) < 2 * size or self.pool.dtype != x.dtype:
            kept = torch.rand(max(POOL, 2 * size), device=x.device) >= self.share
            self.pool = kept.to(x.dtype) / (1 - self.share)
        at = int(torch.randint(len(self.pool) - size, ()))
        return x * self.pool[at : at + size].view_as(x)
