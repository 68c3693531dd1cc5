"""Whole training runs of the textbook DQN: act, remember, learn."""

from dataclasses import dataclass
from time import perf_counter

from dqn import Dqn, Settings
from environments import ENVIRONMENTS


@dataclass
class Schedule:
    environment: str
    steps: int
    learning_start: int
    update_interval: int
    updates_per_interval: int
    target_interval: int
    epsilon_end: float
    epsilon_steps: int


def train(settings, schedule, seed):
    """Trains, and says how long that took, how many updates it made and what the greedy policy returns."""
    environment = ENVIRONMENTS[schedule.environment](seed)
    agent = Dqn(Settings(**settings), seed)
    generator = agent.generator
    actions = environment.sizes[1]
    updates = 0

    start = perf_counter()
    state = environment.reset()
    for step in range(1, schedule.steps + 1):
        epsilon = max(schedule.epsilon_end, 1 + (schedule.epsilon_end - 1) * (step - 1) / schedule.epsilon_steps)
        action = int(generator.integers(actions)) if generator.random() < epsilon else agent.act(state)
        next_state, reward, terminated, truncated = environment.step(action)
        agent.replay.add(state, action, reward, next_state, terminated)
        state = environment.reset() if terminated or truncated else next_state

        if step >= schedule.learning_start:
            if step % schedule.update_interval == 0:
                for _ in range(schedule.updates_per_interval):
                    agent.update()
                updates += schedule.updates_per_interval
            if step % schedule.target_interval == 0:
                agent.update_target()

    seconds = perf_counter() - start
    return {"seconds": seconds, "updates": updates, "returned": evaluate(agent, schedule.environment, seed + 1000)}


def evaluate(agent, name, seed, episodes=100):
    environment = ENVIRONMENTS[name](seed)
    total = 0.0
    for _ in range(episodes):
        state, done = environment.reset(), False
        while not done:
            state, reward, terminated, truncated = environment.step(agent.act(state))
            total += reward
            done = terminated or truncated
    return total / episodes
