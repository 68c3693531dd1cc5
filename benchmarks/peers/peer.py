"""Does work on request: a line of JSON comes in, a line of JSON goes out, so that rounds can alternate with a rival's.

{"do": "version"}                                         what computes
{"do": "prepare", "settings": {...}}                      a number for an agent with a filled replay
{"do": "update", "agent": 0, "count": 100}                seconds for as many updates
{"do": "act", "agent": 0, "count": 100}                   seconds for as many greedy actions
{"do": "rollouts", "steps": 500000, "seed": 1}             seconds, updates and the greedy return of PQN on CartPole
{"do": "train", "settings": {...}, "schedule": {...}, "seed": 1}   seconds, updates and the greedy return
"""

import os

os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = os.environ["MKL_NUM_THREADS"] = "1"

import json
import sys
from time import perf_counter

import torch

import pqn
from dqn import Dqn, Settings
from training import Schedule, train

agents = []
states = []


def version(request):
    return {"python": sys.version.split()[0], "torch": torch.__version__, "blas": blas()}


def blas():
    """The library that torch's matrix products come from."""
    with open("/proc/self/maps", encoding="utf-8") as maps:
        files = {line.split()[-1] for line in maps if "blas" in line.lower() or "mkl" in line.lower()}
    return sorted(os.path.realpath(file) for file in files if file.startswith("/"))


def prepare(request):
    agent = Dqn(Settings(**request["settings"]))
    replay, generator = agent.replay, agent.generator
    count = len(replay.states)
    if agent.settings.image is None:
        replay.states[:] = generator.uniform(-1, 1, replay.states.shape)
        replay.next_states[:] = generator.uniform(-1, 1, replay.states.shape)
    else:
        # Bits, of which a tenth is set, or pixels.
        high, share = (2, 0.2) if agent.settings.scale == 1 else (256, 1)
        for memory in (replay.states, replay.next_states):
            memory[:] = generator.integers(0, high, memory.shape) * (generator.random(memory.shape) < share)
    replay.actions[:] = generator.integers(0, agent.settings.sizes[-1], count)
    replay.rewards[:] = 1
    replay.terminated[:] = generator.random(count) < 0.05
    replay.count = count
    agents.append(agent)
    states.append(tuple(map(float, replay.states[0])) if agent.settings.image is None else replay.states[0].copy())
    return {"agent": len(agents) - 1}


def update(request):
    agent = agents[request["agent"]]
    start = perf_counter()
    for _ in range(request["count"]):
        agent.update()
    return {"seconds": perf_counter() - start}


def act(request):
    agent, state = agents[request["agent"]], states[request["agent"]]
    start = perf_counter()
    for _ in range(request["count"]):
        agent.act(state)
    return {"seconds": perf_counter() - start}


def train_whole(request):
    return train(request["settings"], Schedule(**request["schedule"]), request["seed"])


def rollouts(request):
    return pqn.train([256, 256], 32, 64, 16, 4, 1e-4, 0.95, 0.99, request["steps"], 0.1, request["seed"])


HANDLERS = {"version": version, "prepare": prepare, "update": update, "act": act, "train": train_whole, "rollouts": rollouts}

torch.set_num_threads(1)
for line in sys.stdin:
    request = json.loads(line)
    print(json.dumps(HANDLERS[request["do"]](request)), flush=True)
