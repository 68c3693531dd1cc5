"""A pole on a cart, by the equations of Barto, Sutton and Anderson (1983)."""

from math import cos, pi, sin

import numpy as np

from spaces import Box, Discrete


class CartPole:
    def __init__(self, start=None, limit=500):
        self.start, self.limit = start, limit
        self.observation_space = Box(-np.inf, np.inf, (4,))
        self.action_space = Discrete(2)

    def reset(self, *, seed=None, options=None):
        self.random = np.random.default_rng(seed)
        self.state = self.start or self.random.uniform(-0.05, 0.05, 4).tolist()
        self.steps = 0
        return np.array(self.state, dtype=np.float32), {}

    def step(self, action):
        x, speed, angle, turn = self.state
        total, lever = 1.1, 0.05
        push = ((10 if action == 1 else -10) + lever * turn**2 * sin(angle)) / total
        turning = (9.8 * sin(angle) - cos(angle) * push) / (0.5 * (4 / 3 - 0.1 * cos(angle) ** 2 / total))
        pull = push - lever * turning * cos(angle) / total
        self.state = [x + 0.02 * speed, speed + 0.02 * pull, angle + 0.02 * turn, turn + 0.02 * turning]
        self.steps += 1
        fallen = abs(self.state[0]) > 2.4 or abs(self.state[2]) > 12 * pi / 180
        return np.array(self.state, dtype=np.float32), 1.0, fallen, self.steps >= self.limit, {}
