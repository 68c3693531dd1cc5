"""PQN in PyTorch, as a textbook has it: rollouts of many CartPoles in NumPy, lambda returns, minibatches of several epochs."""

from time import perf_counter

import numpy as np
import torch
from torch import nn


class CartPoles:
    """Many CartPoles at once, with the dynamics of Gymnasium; what ended begins anew."""

    def __init__(self, count, generator):
        self.generator = generator
        self.states = generator.uniform(-0.05, 0.05, (count, 4)).astype(np.float32)
        self.steps = np.zeros(count, dtype=np.int64)

    def step(self, actions):
        """The next observations (those of new episodes where one ended), rewards, terminated, and the last observations."""
        x, v, angle, spin = self.states.T
        sine, cosine = np.sin(angle), np.cos(angle)
        push = (np.where(actions == 1, 10.0, -10.0) + 0.05 * spin * spin * sine) / 1.1
        spin_rate = (9.8 * sine - cosine * push) / (0.5 * (4.0 / 3.0 - 0.1 * cosine * cosine / 1.1))
        acceleration = push - 0.05 * spin_rate * cosine / 1.1
        last = np.stack((x + 0.02 * v, v + 0.02 * acceleration, angle + 0.02 * spin, spin + 0.02 * spin_rate), axis=1).astype(np.float32)
        self.steps += 1
        terminated = (np.abs(last[:, 0]) > 2.4) | (np.abs(last[:, 2]) > 12 * 2 * np.pi / 360)
        done = terminated | (self.steps >= 500)
        self.states = last.copy()
        if done.any():
            self.states[done] = self.generator.uniform(-0.05, 0.05, (int(done.sum()), 4))
            self.steps[done] = 0
        return self.states, np.ones(len(actions), dtype=np.float32), terminated, done


def make_network(units):
    layers, inputs = [], 4
    for width in units:
        layers += [nn.Linear(inputs, width), nn.LayerNorm(width), nn.ReLU()]
        inputs = width
    return nn.Sequential(*layers, nn.Linear(inputs, 2))


def train(units, environments, rollout, minibatches, epochs, rate, trace, gamma, steps, reward_scale, seed):
    """Trains, and says how long that took, how many updates it made and what the greedy policy returns."""
    torch.manual_seed(seed)
    generator = np.random.default_rng(seed)
    network = make_network(units)
    optimizer = torch.optim.RAdam(network.parameters(), lr=rate)
    poles = CartPoles(environments, generator)
    updates, taken = 0, 0

    start = perf_counter()
    state = poles.states
    while taken < steps:
        states = np.empty((rollout, environments, 4), dtype=np.float32)
        actions = np.empty((rollout, environments), dtype=np.int64)
        rewards, ends, values = (np.empty((rollout, environments), dtype=np.float32) for _ in range(3))
        for t in range(rollout):
            epsilon = max(0.2, 1 - 0.8 * taken / (0.2 * steps))
            with torch.no_grad():
                q = network(torch.from_numpy(state)).numpy()
            chosen = np.where(generator.random(environments) < epsilon, generator.integers(2, size=environments), q.argmax(1))
            states[t], actions[t], values[t] = state, chosen, q.max(1)
            state, reward, terminated, done = poles.step(chosen)
            rewards[t], ends[t] = reward * reward_scale, done
            taken += environments
        with torch.no_grad():
            following = network(torch.from_numpy(state)).numpy().max(1)
        returns = np.empty_like(rewards)
        carried = following
        for t in reversed(range(rollout)):
            returns[t] = rewards[t] + gamma * (1 - ends[t]) * (trace * carried + (1 - trace) * following)
            carried, following = returns[t], values[t]

        flat = torch.from_numpy(states.reshape(-1, 4)), torch.from_numpy(actions.reshape(-1)), torch.from_numpy(returns.reshape(-1))
        for group in optimizer.param_groups:
            group["lr"] = rate * (1 - taken / (steps + environments * rollout))
        for _ in range(epochs):
            for rows in np.array_split(generator.permutation(environments * rollout), minibatches):
                own = torch.from_numpy(rows)
                q = network(flat[0][own]).gather(1, flat[1][own].unsqueeze(1)).squeeze(1)
                loss = 0.5 * (q - flat[2][own]).square().mean()
                optimizer.zero_grad(set_to_none=True)
                loss.backward()
                nn.utils.clip_grad_norm_(network.parameters(), 10.0)
                optimizer.step()
                updates += 1

    seconds = perf_counter() - start
    return {"seconds": seconds, "updates": updates, "returned": evaluate(network, seed + 1000)}


def evaluate(network, seed, episodes=100):
    poles = CartPoles(episodes, np.random.default_rng(seed))
    lengths, running, state = np.zeros(episodes), np.ones(episodes, dtype=bool), poles.states
    while running.any():
        with torch.no_grad():
            chosen = network(torch.from_numpy(state)).numpy().argmax(1)
        state, _, _, done = poles.step(chosen)
        lengths += running
        running &= ~done
    return float(lengths.mean())
