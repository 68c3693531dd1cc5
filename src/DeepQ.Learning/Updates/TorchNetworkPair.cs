using System.Runtime.InteropServices;
using DeepQ.Learning.Checkpoints;
using DeepQ.Learning.Networks;
using DeepQ.Learning.Optimizers;
using DeepQ.Learning.States;
using static TorchSharp.torch;

namespace DeepQ.Learning.Updates;

/// <summary>
/// Both networks as TorchSharp modules, of any kind and on any device, with gradients from autograd. Both are in
/// evaluation mode, with their noise, except for the forward pass of an update.
/// </summary>
internal sealed class TorchNetworkPair : INetworkPair
{
    private readonly QNetwork _target;
    private readonly GradientDescent _optimizer;
    private readonly PolyakAveraging _blend;
    private readonly IReadOnlyCollection<string> _constants;
    private (QNetwork Network, PolyakAveraging Blend)? _average;
    private Tensor? _outputs;
    private Tensor? _slopes;

    /// <summary>Copies a network for the targets. The pair owns both.</summary>
    public TorchNetworkPair(QNetwork network, LearnerSettings settings)
    {
        Network = network;
        _target = network.Copy();
        _optimizer = new GradientDescent(network.parameters(), settings.Optimizer);
        _blend = new PolyakAveraging(_target, network);
        _constants = network.InfiniteBuffers();
        foreach (QNetwork one in (QNetwork[])[network, _target])
        {
            one.eval();
            one.Exploring = true;
        }
    }

    public QNetwork Network { get; }

    /// <summary>The target network as a module.</summary>
    public QNetwork TargetNetwork => _target;

    public IQFunction Learning => Network;

    public IQFunction Target => _target;

    public void Forward(StateBatch states, Span<float> outputs)
    {
        using DisposeScope scope = NewDisposeScope();
        // Layers of this library compute the same in both modes.
        if (Network.IsKnown)
        {
            Keep(Network.Outputs(states), outputs);
            return;
        }

        Network.train();
        try
        {
            Keep(Network.Outputs(states), outputs);
        }
        finally
        {
            Network.eval();
        }
    }

    /// <summary>
    /// Keeps a graph that was built elsewhere for <see cref="ApplyGradient"/>, and reads its outputs.
    /// </summary>
    public void Keep(Tensor graph, Span<float> outputs)
    {
        _outputs?.Dispose();
        _outputs = graph.DetachFromDisposeScope();
        QNetwork.Read(graph, outputs);
    }

    public double ApplyGradient(ReadOnlySpan<float> gradient, double learningRate, double maxNorm)
    {
        using DisposeScope scope = NewDisposeScope();
        using Tensor outputs = _outputs ?? throw new InvalidOperationException("There is no forward pass to compute the gradient of.");
        _outputs = null;
        _slopes ??= empty(outputs.shape).DetachFromDisposeScope();
        MemoryMarshal.AsBytes(gradient).CopyTo(_slopes.bytes);
        _optimizer.ClearGradients();
        outputs.backward(grad_tensors: [outputs.device_type == DeviceType.CPU ? _slopes : _slopes.to(outputs.device)]);
        double norm = _optimizer.Step(learningRate, maxNorm);
        Network.FollowNorms();
        return norm;
    }

    public void BeginAnew(IReadOnlyList<DrawnWeights>? drawn) => _optimizer.BeginAnew(drawn);

    public void BlendTarget(double rate) => _blend.Blend(rate);

    public QNetwork CopyTarget() => _target.Copy();

    public void ReadTarget(QNetwork target) => _target.CopyWeightsFrom(target);

    public IQFunction Average => Averaged.Network;

    private (QNetwork Network, PolyakAveraging Blend) Averaged => _average ??= NewAverage();

    public void BlendAverage(double rate) => Averaged.Blend.Blend(rate);

    public QNetwork CopyAverage() => Averaged.Network.Copy();

    public void ReadAverage(QNetwork average) => Averaged.Network.CopyWeightsFrom(average);

    public bool IsFinite() => Network.IsFinite(_constants);

    public QNetwork? CopyFinite() => IsFinite() ? Network.Copy() : _target.IsFinite(_constants) ? _target.Copy() : null;

    public void Save(BinaryWriter writer)
    {
        ModuleState.Save(Network, writer);
        ModuleState.Save(_target, writer);
        _optimizer.Save(writer);
    }

    public void Load(BinaryReader reader)
    {
        ModuleState.Load(Network, reader);
        ModuleState.Load(_target, reader);
        _optimizer.Load(reader);
    }

    private (QNetwork Network, PolyakAveraging Blend) NewAverage()
    {
        QNetwork average = Network.Copy();
        average.eval();
        average.Exploring = false;
        return (average, new PolyakAveraging(average, Network));
    }

    public void Dispose()
    {
        _outputs?.Dispose();
        _slopes?.Dispose();
        _average?.Network.Dispose();
        _target.Dispose();
        Network.Dispose();
    }
}
