"""A plain DQN in PyTorch, as a textbook has it: what DeepQ is measured against.

Replay lies in NumPy arrays and batches go through torch.from_numpy, as in Stable-Baselines3 and CleanRL; targets are
computed without a graph, gradients are dropped rather than zeroed, and Adam is torch's own with its defaults.
"""

from dataclasses import dataclass

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F


@dataclass
class Settings:
    sizes: list  # observation, hidden layers, actions
    batch_size: int = 64
    capacity: int = 50_000
    gamma: float = 0.99
    learning_rate: float = 1e-3
    huber: bool = True
    max_gradient_norm: float | None = 10.0  # None: gradients are not clipped
    image: list | None = None  # channels, rows, columns, as bytes; None for a row of numbers
    convolutions: list | None = None  # channels, kernel and stride of each
    scale: float = 1.0  # what bytes are multiplied by


class Replay:
    def __init__(self, capacity, observation_size, image=None):
        shape, kind = ((observation_size,), np.float32) if image is None else (tuple(image), np.uint8)
        self.states = np.zeros((capacity, *shape), dtype=kind)
        self.next_states = np.zeros((capacity, *shape), dtype=kind)
        self.actions = np.zeros(capacity, dtype=np.int64)
        self.rewards = np.zeros(capacity, dtype=np.float32)
        self.terminated = np.zeros(capacity, dtype=np.float32)
        self.capacity = capacity
        self.head = 0
        self.count = 0

    def add(self, state, action, reward, next_state, terminated):
        i = self.head
        self.states[i] = state
        self.next_states[i] = next_state
        self.actions[i] = action
        self.rewards[i] = reward
        self.terminated[i] = terminated
        self.head = (i + 1) % self.capacity
        self.count = min(self.count + 1, self.capacity)

    def sample(self, size, generator):
        rows = generator.integers(0, self.count, size=size)
        return (
            torch.from_numpy(self.states[rows]),
            torch.from_numpy(self.actions[rows]),
            torch.from_numpy(self.rewards[rows]),
            torch.from_numpy(self.next_states[rows]),
            torch.from_numpy(self.terminated[rows]),
        )


class Dqn:
    def __init__(self, settings, seed=1):
        torch.manual_seed(seed)
        self.settings = settings
        self.generator = np.random.default_rng(seed)
        self.network = make_network(settings)
        self.target = make_network(settings)
        self.update_target()
        self.replay = Replay(settings.capacity, settings.sizes[0], settings.image)
        self.optimizer = torch.optim.Adam(self.network.parameters(), lr=settings.learning_rate)
        self.loss = F.smooth_l1_loss if settings.huber else F.mse_loss

    def act(self, state):
        """The greedy action in one state."""
        with torch.no_grad():
            states = torch.as_tensor(state, dtype=torch.float32).unsqueeze(0)
            return int(self.network(self.scaled(states)).argmax(dim=1))

    def scaled(self, states):
        """Bytes as numbers that the network takes."""
        if self.settings.image is None:
            return states
        return states.float() if self.settings.scale == 1 else states.float() * self.settings.scale

    def update(self):
        settings = self.settings
        states, actions, rewards, next_states, terminated = self.replay.sample(settings.batch_size, self.generator)
        with torch.no_grad():
            next_values = self.target(self.scaled(next_states)).max(dim=1).values
            targets = rewards + settings.gamma * (1 - terminated) * next_values
        values = self.network(self.scaled(states)).gather(1, actions.unsqueeze(1)).squeeze(1)
        loss = self.loss(values, targets)
        self.optimizer.zero_grad(set_to_none=True)
        loss.backward()
        if settings.max_gradient_norm is not None:
            nn.utils.clip_grad_norm_(self.network.parameters(), settings.max_gradient_norm)
        self.optimizer.step()

    def update_target(self):
        with torch.no_grad():
            for target, source in zip(self.target.parameters(), self.network.parameters()):
                target.copy_(source)


def make_network(settings):
    layers, sizes = [], list(settings.sizes)
    if settings.image is not None:
        channels, height, width = settings.image
        for filters, kernel, stride in settings.convolutions:
            layers += [nn.Conv2d(channels, filters, kernel, stride), nn.ReLU()]
            channels, height, width = filters, (height - kernel) // stride + 1, (width - kernel) // stride + 1
        layers.append(nn.Flatten())
        sizes[0] = channels * height * width
    for inputs, outputs in zip(sizes, sizes[1:]):
        layers += [nn.Linear(inputs, outputs), nn.ReLU()]
    return nn.Sequential(*layers[:-1])
