namespace DeepQ.Learning;

/// <summary>
/// Moves parameters in flat memory against their gradient, as <see cref="GradientDescent"/> moves tensors.
/// </summary>
internal sealed class FusedOptimizer
{
    private const int BlockLength = 1024;
    private const int BlocksPerShare = 8;

    private readonly FusedLayout _layout;
    private readonly KernelSet _kernels;
    private readonly DqnOptions _options;
    private readonly SharedLoop _blocks;
    private readonly AlignedBuffer _first;
    private readonly AlignedBuffer _second;
    private FusedParameters? _parameters;
    private AlignedBuffer? _gradient;
    private AdamStep _adam;
    private RmsPropStep _rmsProp;
    private long _steps;

    public FusedOptimizer(FusedLayout layout, KernelSet kernels, ThreadTeam team, DqnOptions options)
    {
        _layout = layout;
        _kernels = kernels;
        _options = options;
        _blocks = new SharedLoop(team, BlocksPerShare, Move);
        _first = new AlignedBuffer(layout.ParameterLength);
        _second = new AlignedBuffer(layout.ParameterLength);
    }

    /// <inheritdoc cref="GradientDescent.Step"/>
    public double Step(FusedParameters parameters, AlignedBuffer gradient, double learningRate, double maxNorm)
    {
        double norm = Math.Sqrt(_kernels.SquaredNorm(gradient.Span));
        if (!double.IsFinite(norm))
            throw new TrainingDivergedException($"The norm of the gradient became {norm}.");
        float scale = norm > maxNorm ? (float)(maxNorm / norm) : 1;

        _steps++;
        if (_options.Optimizer == Optimizer.RMSProp)
            _rmsProp = new(scale, learningRate, RmsPropDescent.Smoothing, _options.OptimizerEpsilon ?? 0.01);
        else
            _adam = AdamStep.At(_steps, scale, learningRate, _options.OptimizerEpsilon ?? 1e-8, _options.WeightDecay);
        _parameters = parameters;
        _gradient = gradient;
        _blocks.Run((_layout.ParameterLength + BlockLength - 1) / BlockLength, isLong: true);
        return norm;
    }

    /// <summary>Writes what <see cref="GradientDescent.Save"/> writes.</summary>
    public void Save(BinaryWriter writer)
    {
        writer.Write(_steps);
        foreach (ParameterSlot slot in _layout.Slots)
        {
            slot.Save(_first.Span, writer);
            slot.Save(_second.Span, writer);
        }
    }

    /// <summary>
    /// Takes over what an optimizer of the same kind and parameters wrote, of tensors or of flat memory.
    /// </summary>
    public void Load(BinaryReader reader)
    {
        _steps = reader.ReadInt64();
        foreach (ParameterSlot slot in _layout.Slots)
        {
            slot.Load(_first.Span, reader);
            slot.Load(_second.Span, reader);
        }
    }

    private void Move(int block, int blocks)
    {
        int start = block * BlockLength;
        int length = Math.Min(blocks * BlockLength, _layout.ParameterLength - start);
        Span<float> values = _parameters!.Values.Slice(start, length);
        ReadOnlySpan<float> gradient = _gradient!.Span.Slice(start, length);
        Span<float> first = _first.Span.Slice(start, length);
        Span<float> second = _second.Span.Slice(start, length);
        if (_options.Optimizer == Optimizer.RMSProp)
            _kernels.Move(_rmsProp, values, gradient, first, second);
        else
            _kernels.Move(_adam, values, gradient, first, second);
    }
}
