using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace DeepQ.Benchmarks;

/// <summary>
/// A DQN as one writes it by hand in TorchSharp: its modules, its autograd, its Adam, a dispose scope an update.
/// </summary>
internal sealed class HandWrittenDqn : IDisposable
{
    private readonly PeerSettings _settings;
    private readonly Random _random;
    private readonly Sequential _network;
    private readonly Sequential _target;
    private readonly optim.Optimizer _optimizer;

    public HandWrittenDqn(PeerSettings settings, int seed)
    {
        _settings = settings;
        _random = new Random(seed);
        random.manual_seed(seed);
        _network = Network(settings);
        _target = Network(settings);
        UpdateTarget();
        _optimizer = optim.Adam(_network.parameters(), lr: settings.LearningRate);
        Replay = settings.Image is null
            ? new HandWrittenReplay<float>(settings.Capacity, settings.Sizes[0])
            : new HandWrittenReplay<byte>(settings.Capacity, settings.Sizes[0]);
    }

    public IHandWrittenReplay Replay { get; }

    /// <summary>Takes the greedy action in a state.</summary>
    public int Act(float[] state)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        return (int)_network.forward(Image(tensor(state).unsqueeze(0))).argmax(1).item<long>();
    }

    /// <summary>Draws a batch and learns from it.</summary>
    public void Update()
    {
        using DisposeScope scope = NewDisposeScope();
        var (states, actions, rewards, nextStates, terminated) = Replay.Sample(_settings.BatchSize, _random);
        Tensor targets;
        using (no_grad())
        {
            Tensor nextValues = _target.forward(Image(nextStates)).max(1).values;
            targets = rewards + (_settings.Gamma * (1 - terminated) * nextValues);
        }
        Tensor values = _network.forward(Image(states)).gather(1, actions.unsqueeze(1)).squeeze(1);
        Tensor loss = _settings.Huber
            ? nn.functional.smooth_l1_loss(values, targets)
            : nn.functional.mse_loss(values, targets);
        _optimizer.zero_grad();
        loss.backward();
        if (_settings.MaxGradientNorm is { } greatest)
            nn.utils.clip_grad_norm_(_network.parameters(), greatest);
        _optimizer.step();
    }

    public void UpdateTarget() => _target.load_state_dict(_network.state_dict());

    public void Dispose()
    {
        _optimizer.Dispose();
        _target.Dispose();
        _network.Dispose();
    }

    // As the network takes it.
    private Tensor Image(Tensor states)
    {
        if (_settings.Image is not [int channels, int height, int width])
            return states;
        Tensor images = states.to(ScalarType.Float32).view(-1, channels, height, width);
        return _settings.Scale == 1 ? images : images * _settings.Scale;
    }

    private static Sequential Network(PeerSettings settings)
    {
        List<(string, nn.Module<Tensor, Tensor>)> layers = [];
        List<int> sizes = [.. settings.Sizes];
        if (settings.Image is [int channels, int height, int width])
        {
            foreach (int[] shape in settings.Convolutions)
            {
                layers.Add(($"convolution{layers.Count}", nn.Conv2d(channels, shape[0], shape[1], stride: shape[2])));
                layers.Add(($"rectifier{layers.Count}", nn.ReLU()));
                (channels, height, width) = (shape[0], ((height - shape[1]) / shape[2]) + 1, ((width - shape[1]) / shape[2]) + 1);
            }

            layers.Add(("flatten", nn.Flatten()));
            sizes[0] = channels * height * width;
        }

        for (int i = 0; i + 1 < sizes.Count; i++)
        {
            if (i > 0)
                layers.Add(($"relu{i}", nn.ReLU()));
            layers.Add(($"linear{i}", nn.Linear(sizes[i], sizes[i + 1])));
        }
        return nn.Sequential(layers);
    }
}
