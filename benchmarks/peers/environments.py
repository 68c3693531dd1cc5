"""CartPole, MountainCar and Acrobot in plain Python numbers, with the dynamics of Gymnasium.

reset() gives an observation; step(action) gives observation, reward, terminated, truncated.
"""

from math import cos, pi, sin
from random import Random


class CartPole:
    sizes = (4, 2)
    max_steps = 500

    def __init__(self, seed):
        self.random = Random(seed)

    def reset(self):
        self.x, self.v, self.angle, self.spin = (self.random.uniform(-0.05, 0.05) for _ in range(4))
        self.steps = 0
        return self.x, self.v, self.angle, self.spin

    def step(self, action):
        sine, cosine = sin(self.angle), cos(self.angle)
        push = ((10.0 if action == 1 else -10.0) + 0.05 * self.spin * self.spin * sine) / 1.1
        spin_rate = (9.8 * sine - cosine * push) / (0.5 * (4.0 / 3.0 - 0.1 * cosine * cosine / 1.1))
        acceleration = push - 0.05 * spin_rate * cosine / 1.1
        self.x += 0.02 * self.v
        self.v += 0.02 * acceleration
        self.angle += 0.02 * self.spin
        self.spin += 0.02 * spin_rate
        self.steps += 1
        terminated = abs(self.x) > 2.4 or abs(self.angle) > 12 * 2 * pi / 360
        return (self.x, self.v, self.angle, self.spin), 1.0, terminated, self.steps >= self.max_steps


class MountainCar:
    sizes = (2, 3)
    max_steps = 200

    def __init__(self, seed):
        self.random = Random(seed)

    def reset(self):
        self.x, self.v, self.steps = self.random.uniform(-0.6, -0.4), 0.0, 0
        return self.x, self.v

    def step(self, action):
        self.v = min(max(self.v + (action - 1) * 0.001 - 0.0025 * cos(3 * self.x), -0.07), 0.07)
        self.x = min(max(self.x + self.v, -1.2), 0.6)
        if self.x == -1.2 and self.v < 0:
            self.v = 0.0
        self.steps += 1
        return (self.x, self.v), -1.0, self.x >= 0.5 and self.v >= 0, self.steps >= self.max_steps


class Acrobot:
    sizes = (6, 3)
    max_steps = 500

    def __init__(self, seed):
        self.random = Random(seed)

    def reset(self):
        self.state = tuple(self.random.uniform(-0.1, 0.1) for _ in range(4))
        self.steps = 0
        return self.observe()

    def step(self, action):
        a1, a2, v1, v2 = runge_kutta(self.state, action - 1.0, 0.2)
        self.state = (
            wrap(a1),
            wrap(a2),
            min(max(v1, -4 * pi), 4 * pi),
            min(max(v2, -9 * pi), 9 * pi),
        )
        self.steps += 1
        a1, a2 = self.state[:2]
        terminated = -cos(a1) - cos(a2 + a1) > 1.0
        return self.observe(), 0.0 if terminated else -1.0, terminated, self.steps >= self.max_steps

    def observe(self):
        a1, a2, v1, v2 = self.state
        return cos(a1), sin(a1), cos(a2), sin(a2), v1, v2


def wrap(angle):
    while angle > pi:
        angle -= 2 * pi
    while angle < -pi:
        angle += 2 * pi
    return angle


def runge_kutta(state, torque, time):
    k1 = acrobot_motion(state, torque)
    k2 = acrobot_motion([s + time / 2 * k for s, k in zip(state, k1)], torque)
    k3 = acrobot_motion([s + time / 2 * k for s, k in zip(state, k2)], torque)
    k4 = acrobot_motion([s + time * k for s, k in zip(state, k3)], torque)
    return [s + time / 6 * (a + 2 * b + 2 * c + d) for s, a, b, c, d in zip(state, k1, k2, k3, k4)]


def acrobot_motion(state, torque):
    a1, a2, v1, v2 = state
    cosine, sine = cos(a2), sin(a2)
    d1 = 0.25 + (1.25 + cosine) + 2.0
    d2 = 0.25 + 0.5 * cosine + 1.0
    phi2 = 4.9 * cos(a1 + a2 - pi / 2)
    phi1 = -0.5 * v2 * v2 * sine - v2 * v1 * sine + 14.7 * cos(a1 - pi / 2) + phi2
    acceleration2 = (torque + d2 / d1 * phi1 - 0.5 * v1 * v1 * sine - phi2) / (1.25 - d2 * d2 / d1)
    return v1, v2, -(d2 * acceleration2 + phi1) / d1, acceleration2


ENVIRONMENTS = {"CartPole-v1": CartPole, "MountainCar-v0": MountainCar, "Acrobot-v1": Acrobot}
