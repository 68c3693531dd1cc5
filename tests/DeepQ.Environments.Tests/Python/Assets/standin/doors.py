import gymnasium
import numpy as np

class Doors(gymnasium.Env):
    """Behind one of several doors is a prize; a lamp shows which."""

    def __init__(self, doors=3):
        self.observation_space = gymnasium.spaces.Box(0, 1, (doors,), np.float32)
        self.action_space = gymnasium.spaces.Discrete(doors)

    def reset(self, *, seed=None, options=None):
        super().reset(seed=seed)
        self.prize = int(self.np_random.integers(self.action_space.n))
        self.opened = 0
        return self.look(), {}

    def step(self, action):
        self.opened += 1
        found = action == self.prize
        return self.look(), float(found), found, self.opened == 10, {}

    def look(self):
        return np.eye(self.action_space.n, dtype=np.float32)[self.prize]
