using System.Runtime.InteropServices;
using DeepQ.Learning.Checkpoints;
using DeepQ.Learning.Fused.Layout;
using DeepQ.Learning.Fused.Passes;
using DeepQ.Learning.Fused.Patterns;
using DeepQ.Learning.Fused.Steps;
using DeepQ.Learning.Kernels;
using DeepQ.Learning.Networks;
using DeepQ.Learning.Optimizers;
using DeepQ.Learning.States;
using DeepQ.Learning.Updates;

namespace DeepQ.Learning.Fused;

/// <summary>
/// Both networks as flat arrays, with an update in a few passes over them and without torch, autograd or allocation.
/// The module remains the visible network: it receives the weights whenever it is requested.
/// </summary>
internal sealed class FusedNetworkPair : INetworkPair
{
    private const int DefaultThreads = 2;

    private readonly LayeredQNetwork _network;
    private readonly FusedLayout _layout;
    private readonly KernelSet _kernels;
    private readonly ForkJoinPool _pool;
    private readonly FusedOptimizer _optimizer;
    private readonly InputWeights? _inputs;
    private readonly FusedParameters _learning;
    private readonly FusedParameters _target;
    private readonly ForwardPass _inference;
    private readonly BatchPasses _passes;
    private readonly bool _isShared;
    private FusedParameters? _average;
    private bool _isStale;

    /// <summary>Takes ownership of a network and its weights.</summary>
    public FusedNetworkPair(LayeredQNetwork network, LearnerSettings options, KernelSet kernels, ProductCostModel? plan = null)
    {
        plan ??= new ProductCostModel();
        // The creator of the network may keep it and change its weights.
        _isShared = options.IsNetworkShared;
        _network = network;
        _kernels = kernels;
        _layout = new FusedLayout(network, options.HasSparseStates);
        Threads = BatchPasses.IsWorthwhile(_layout, plan, options.BatchSize) ||
            _layout.Steps.Any(step => plan.IsShared(step.Cost(options.BatchSize), 1))
            ? options.Threads ?? Math.Min(DefaultThreads, Environment.ProcessorCount)
            : 1;
        _pool = new ForkJoinPool(Threads);
        _passes = new BatchPasses(_layout, kernels, _pool, plan, options.BatchSize);
        _optimizer = new FusedOptimizer(_layout, kernels, _pool, plan, options.Optimizer, _passes.IsHalved);
        _inputs = _layout.IsSparse ? new InputWeights(_layout, kernels, options.Optimizer) : null;
        _learning = new FusedParameters(_layout, _inputs, kernels: kernels);
        _target = new FusedParameters(_layout, _inputs, isTarget: true, kernels);
        _inference = new(_layout, kernels, _pool, plan, options.BatchSize, learns: false);
        Learning = new FusedQFunction(_layout, network.Distribution, _learning, _inference);
        Target = new FusedQFunction(_layout, network.Distribution, _target, _inference);
        Read(network, _learning);
        _target.CopyFrom(_learning);
        _inputs?.BeginTarget();
    }

    /// <summary>The number of threads that share the large layers.</summary>
    public int Threads { get; }

    public QNetwork Network
    {
        get
        {
            if (_isStale)
                Write(_learning, _network);
            _isStale = false;
            return _network;
        }
    }

    public IQFunction Learning { get; }

    public IQFunction Target { get; }

    public void Forward(StateBatch states, Span<float> outputs) =>
        _passes.Forward(_learning, states, outputs);

    public double ApplyGradient(ReadOnlySpan<float> gradient, double learningRate, double maxNorm)
    {
        AlignedBuffer parameterGradient = _passes.Backward(_learning, gradient);
        double norm = _optimizer.Step(_learning, parameterGradient, _passes.Inputs, learningRate, maxNorm);
        _learning.Spectrum?.Follow(_learning.Values);
        _learning.Changed();
        _isStale = true;
        return norm;
    }

    public void BeginAnew(IReadOnlyList<DrawnWeights>? drawn)
    {
        Read(_network, _learning);
        _isStale = false;
        _optimizer.BeginAnew(drawn, _inputs);
    }

    public void TakeOver()
    {
        if (!_isShared || _isStale)
            return;
        foreach ((ParameterSlot slot, Parameter parameter) in Pairs(_network))
        {
            if (!_learning.AreEqual(slot, Values(parameter)))
            {
                Read(_network, _learning);
                return;
            }
        }
    }

    public void Show() => _ = _isShared ? Network : null;

    public void BlendTarget(double rate)
    {
        _inputs?.BlendTarget(rate);
        if (rate == 1)
        {
            _target.CopyFrom(_learning);
            return;
        }

        Blend(_target, rate);
    }

    public QNetwork CopyTarget() => Copy(_target);

    public void ReadTarget(QNetwork target) => Read(target, _target);

    public IQFunction Average => field ??= new FusedQFunction(_layout, _network.Distribution, Averaged, _inference);

    // Its noise is never drawn.
    private FusedParameters Averaged => _average ??= NewAverage();

    public void BlendAverage(double rate)
    {
        if (rate == 1)
            Averaged.CopyFrom(_learning);
        else
            Blend(Averaged, rate);
    }

    public QNetwork CopyAverage() => Copy(Averaged);

    public void ReadAverage(QNetwork average) => Read(average, Averaged);

    public bool IsFinite() => _learning.IsFinite();

    public QNetwork? CopyFinite() => _learning.IsFinite() ? Copy(_learning) : _target.IsFinite() ? Copy(_target) : null;

    public void Save(BinaryWriter writer)
    {
        using QNetwork target = Copy(_target);
        ModuleState.Save(Network, writer);
        ModuleState.Save(target, writer);
        _optimizer.Save(writer, _inputs);
    }

    public void Load(BinaryReader reader)
    {
        using QNetwork target = _network.Copy();
        ModuleState.Load(_network, reader);
        ModuleState.Load(target, reader);
        _optimizer.Load(reader, _inputs);
        Read(_network, _learning);
        Read(target, _target);
        _isStale = false;
    }

    public void Dispose()
    {
        _pool.Dispose();
        _network.Dispose();
    }

    private void Blend(FusedParameters late, double rate)
    {
        _kernels.Blend(late.Values, _learning.Values, (float)rate);
        if (_learning.Spectrum is { } spectrum)
            late.Spectrum!.CopyFrom(spectrum);
        late.Changed();
    }

    private FusedParameters NewAverage()
    {
        if (_inputs is not null)
            throw new NotSupportedException("Weights of sparse states are not averaged.");
        FusedParameters average = new(_layout, kernels: _kernels);
        average.CopyFrom(_learning);
        return average;
    }

    private QNetwork Copy(FusedParameters parameters)
    {
        QNetwork copy = _network.Copy();
        Write(parameters, copy);
        return copy;
    }

    private void Read(QNetwork network, FusedParameters parameters)
    {
        foreach ((ParameterSlot slot, Parameter parameter) in Pairs(network))
            parameters.Read(slot, Values(parameter));
        foreach ((float[] own, torch.Tensor direction) in Directions(network, parameters))
            Values(direction).CopyTo(own);
        parameters.Changed();
    }

    private void Write(FusedParameters parameters, QNetwork network)
    {
        foreach ((ParameterSlot slot, Parameter parameter) in Pairs(network))
            parameters.Write(slot, Values(parameter));
        foreach ((float[] own, torch.Tensor direction) in Directions(network, parameters))
            own.CopyTo(Values(direction));
    }

    private static IEnumerable<(float[] Own, torch.Tensor Direction)> Directions(QNetwork network, FusedParameters parameters) =>
        (parameters.Spectrum?.Directions ?? []).Zip(network.SpectralLayers.Select(layer => layer.Direction!));

    private IEnumerable<(ParameterSlot Slot, Parameter Parameter)> Pairs(QNetwork network) =>
        _layout.Slots.Zip(network.parameters());

    private static Span<float> Values(torch.Tensor parameter) => MemoryMarshal.Cast<byte, float>(parameter.bytes);
}
