"""Writes small files of weights by the names and in the containers of Python libraries, and what their networks give.

python3 make.py, with PyTorch 1.6 or later; the files lie beside it.
"""
import io
import json
import zipfile

import torch
from torch import nn

torch.manual_seed(7)


def mlp(inputs, *widths):
    layers = []
    for i, width in enumerate(widths):
        layers += [nn.Linear(inputs, width)] + ([nn.ReLU()] if i < len(widths) - 1 else [])
        inputs = width
    return nn.Sequential(*layers)


def nature(channels, height, width):
    cnn = nn.Sequential(
        nn.Conv2d(channels, 4, 3, stride=2), nn.ReLU(), nn.Conv2d(4, 5, 2, stride=1), nn.ReLU(), nn.Flatten())
    size = cnn(torch.zeros(1, channels, height, width)).shape[1]
    return cnn, nn.Sequential(nn.Linear(size, 6), nn.ReLU())


def renamed(prefix, module):
    return {f"{prefix}{name}": tensor for name, tensor in module.state_dict().items()}


def zipped(name, state):
    """As Stable-Baselines3: a zip with policy.pth and more."""
    policy, optimizer = io.BytesIO(), io.BytesIO()
    torch.save(state, policy)
    torch.save({"state": {}, "param_groups": [{"lr": 1e-4, "betas": (0.9, 0.999), "params": [0, 1]}]}, optimizer)
    with zipfile.ZipFile(name, "w") as file:
        file.writestr("data", json.dumps({"policy_class": {":type:": "<class 'abc.ABCMeta'>"}}))
        file.writestr("policy.pth", policy.getvalue())
        file.writestr("policy.optimizer.pth", optimizer.getvalue())


expected = {}
states = torch.linspace(-1, 1, 12).reshape(3, 4)


def note(name, values):
    expected[name] = [round(float(value), 7) for value in values.detach().flatten()]


with torch.no_grad():
    q, late = mlp(4, 8, 6, 2), mlp(4, 8, 6, 2)
    zipped("sb3-dqn-mlp.zip", {**renamed("q_net.q_net.", q), **renamed("q_net_target.q_net.", late)})
    note("sb3-dqn-mlp.zip", q(states))

    (cnn, linear), head = nature(2, 9, 8), mlp(6, 3)
    pixels = (torch.arange(2 * 2 * 9 * 8) % 256).reshape(2, 2, 9, 8).float()
    zipped("sb3-dqn-cnn.zip", {
        **renamed("q_net.features_extractor.cnn.", cnn), **renamed("q_net.features_extractor.linear.", linear),
        **renamed("q_net.q_net.", head), **renamed("q_net_target.features_extractor.cnn.", cnn)})
    note("sb3-dqn-cnn.zip", head(linear(cnn(pixels / 255))))

    quantiles = mlp(4, 8, 5 * 2)
    zipped("sb3-qrdqn-mlp.zip", {
        **renamed("quantile_net.quantile_net.", quantiles), **renamed("quantile_net_target.quantile_net.", late)})
    note("sb3-qrdqn-mlp.zip", quantiles(states).view(-1, 5, 2).mean(1))

    clean = mlp(4, 12, 8, 2)
    torch.save(renamed("network.", clean), "cleanrl-dqn.cleanrl_model")
    note("cleanrl-dqn.cleanrl_model", clean(states))

    atoms = torch.linspace(-10, 10, 7)
    c51 = mlp(4, 12, 2 * 7)
    torch.save(
        {"model_weights": {**renamed("network.", c51), "atoms": atoms}, "args": {"seed": 1, "learning_rate": 2.5e-4}},
        "cleanrl-c51.cleanrl_model")
    note("cleanrl-c51.cleanrl_model", (torch.softmax(c51(states).view(-1, 2, 7), 2) * atoms).sum(2))

    half = mlp(4, 8, 2)
    strided = {name: tensor.t().contiguous().t() if tensor.dim() == 2 else tensor for name, tensor in renamed("my.layers.", half).items()}
    torch.save({name: nn.Parameter(tensor.double()) for name, tensor in strided.items()}, "own-double-strided.pth")
    note("own-double-strided.pth", half(states))

with open("expected.json", "w") as file:
    json.dump(expected, file, indent=1)
