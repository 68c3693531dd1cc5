"""Environments with one fault each."""

import os
import subprocess
import sys
import time

import numpy as np

from spaces import Box, Dict, Discrete


class Sound:
    """Counts what happens in the process: the observation is the number of steps and resets so far, over all environments."""

    events = 0
    observation_space = Box(0, np.inf, (1,))
    action_space = Discrete(2)

    def __init__(self, length=3):
        self.length = length

    def reset(self, *, seed=None, options=None):
        self.steps = 0
        return self.see(), {}

    def step(self, action):
        self.steps += 1
        return self.see(), float(action), self.steps == self.length, False, {}

    def see(self):
        Sound.events += 1
        return np.array([Sound.events], dtype=np.float32)


class Loud(Sound):
    def step(self, action):
        print("a word to the standard output")
        os.write(1, b"and one past Python\n")
        return super().step(action)


class Raises(Sound):
    """Raises where the action is 1."""

    def step(self, action):
        self.open_door(action)
        return super().step(action)

    def open_door(self, action):
        if action == 1:
            raise ValueError("the door is locked \ud800")


class Exits(Sound):
    def step(self, action):
        sys.exit("I have enough")


class Dies(Sound):
    def step(self, action):
        print("the last words", file=sys.stderr)
        os._exit(7)


class Hangs(Sound):
    """Has a child, whose number it writes to a file, and never returns from a step."""

    def __init__(self, file=None):
        super().__init__()
        if file is not None:
            self.child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(100)"])
            with open(file, "w") as numbers:
                numbers.write(str(self.child.pid))

    def step(self, action):
        while True:
            time.sleep(100)


class HangsAtStart:
    def __init__(self):
        time.sleep(100)


class Junk(Sound):
    def step(self, action):
        for descriptor in range(3, 10):
            try:
                os.write(descriptor, b"\xff" * 100)
            except OSError:
                pass
        return super().step(action)


class Closes(Sound):
    def __init__(self, file):
        super().__init__()
        self.file = file

    def close(self):
        with open(self.file, "w") as text:
            text.write("closed")


class ExitsInClose(Closes):
    def close(self):
        with open(self.file, "a") as text:
            text.write("x")
        sys.exit(1)


class Forks(Sound):
    """Has a child that goes on as it does."""

    def step(self, action):
        if hasattr(os, "fork"):
            os.fork()
        return super().step(action)


class ForksAndDies(Sound):
    def step(self, action):
        if hasattr(os, "fork") and os.fork() == 0:
            time.sleep(20)
            os._exit(0)
        os._exit(7)


class Dots(Sound):
    def step(self, action):
        for _ in range(2500):
            print(".", end="")
        return super().step(action)


class Wordless(Sound):
    def step(self, action):
        class Fault(Exception):
            def __str__(self):
                raise ValueError("no words")

        raise Fault()


class FourValues(Sound):
    def step(self, action):
        return self.see(), 0.0, False, {}


class NothingButObservation(Sound):
    def reset(self, *, seed=None, options=None):
        return self.see()


class NotANumber(Sound):
    def step(self, action):
        return np.array([np.nan]), 0.0, False, False, {}


class NoReward(Sound):
    def step(self, action):
        return self.see(), None, False, False, {}


class OtherShape(Sound):
    def step(self, action):
        return np.zeros(2), 0.0, False, False, {}


class OtherType(Sound):
    observation_space = Box(0, 255, (1,), np.uint8)

    def reset(self, *, seed=None, options=None):
        return np.array([1]), {}

    def step(self, action):
        return np.array([0.5]), 0.0, False, False, {}


class NoMask(Sound):
    def reset(self, *, seed=None, options=None):
        return super().reset()[0], {"action_mask": np.ones(2)}


class LateMask(Sound):
    def step(self, action):
        return self.see(), 0.0, False, False, {"action_mask": np.ones(2)}


class Continuous(Sound):
    action_space = Box(-1, 1, (3,))


class Countless(Sound):
    action_space = Discrete(10**12)


class Crossed(Sound):
    observation_space = Box(2, 1, (1,))


class Halfway(Sound):
    observation_space = Discrete(5)

    def see(self):
        return 2 + self.steps / 2


class Nested(Sound):
    observation_space = Dict(position=Discrete(3))


class Image(Sound):
    """Values of the type that is asked for."""

    def __init__(self, dtype, low, high, shape=(2, 3)):
        super().__init__()
        self.observation_space = Box(low, high, tuple(shape), np.dtype(dtype))

    def see(self):
        space = self.observation_space
        return ((np.arange(space.low.size) + 250) % 256).reshape(space.shape).astype(space.dtype)
