"""A corridor of cells: a reward of 1 at its right end, nothing at its left end."""

import numpy as np

from spaces import Box, Discrete


class Corridor:
    def __init__(self, cells=7, limit=100, masked=False):
        self.cells, self.limit, self.masked = cells, limit, masked
        self.observation_space = Box(0, cells - 1, (1,))
        self.action_space = Discrete(2)

    def get_action_meanings(self):
        return ["left", "right"]

    def reset(self, *, seed=None, options=None):
        self.random = np.random.default_rng(seed)
        self.cell, self.steps = int(self.random.integers(1, self.cells - 1)), 0
        return self.see()

    def step(self, action):
        self.cell += 1 if action == 1 else -1
        self.steps += 1
        observation, info = self.see()
        terminated = self.cell in (0, self.cells - 1)
        return observation, float(self.cell == self.cells - 1), terminated, self.steps >= self.limit, info

    def see(self):
        mask = np.array([self.cell > 1, True], dtype=np.int8)  # never to the left end
        return np.array([self.cell], dtype=np.float32), {"action_mask": mask} if self.masked else {}


class NumberedCorridor(Corridor):
    """Cells as states 10, 11, ..., and actions 5 and 6."""

    def __init__(self, cells=4):
        super().__init__(cells)
        self.observation_space, self.action_space = Discrete(cells, start=10), Discrete(2, start=5)

    def reset(self, **arguments):
        super().reset(**arguments)
        return 10 + self.cell, {}

    def step(self, action):
        assert action in (5, 6)
        _, reward, terminated, truncated, info = super().step(action - 5)
        return np.int64(10 + self.cell), reward, terminated, truncated, info
