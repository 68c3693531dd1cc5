using DeepQ.Learning.Diagnostics;
using DeepQ.Learning.Fused.Layout;
using DeepQ.Learning.Fused.Patterns;
using DeepQ.Learning.Fused.Sparse;
using DeepQ.Learning.Kernels;
using DeepQ.Learning.Optimizers;

namespace DeepQ.Learning.Fused;

/// <summary>
/// Moves parameters in flat memory against their gradient, as <see cref="GradientDescent"/> moves tensors.
/// </summary>
internal sealed class FusedOptimizer
{
    private const int ShortBlock = 256;
    private const int LongBlock = 1024;
    private const int ShareLength = 8 * 1024;
    // A step of Adam takes about as long as so many multiplications.
    private const int Cost = 32;
    private const int NotSkipped = -1;

    private readonly FusedLayout _layout;
    private readonly KernelSet _kernels;
    private readonly OptimizerSettings _options;
    // A unit of a wide layer, or several of a narrow one, which are not worth a call each.
    private readonly int _blockLength;
    private readonly ParallelRows _blocks;
    private readonly bool _isShared;
    private readonly AlignedBuffer _first;
    private readonly AlignedBuffer _second;
    private readonly double[] _squaredNorms;
    private readonly int[] _skippedSteps;
    private FusedParameters? _parameters;
    private AlignedBuffer? _gradient;
    private AdamStep _adam;
    private RmsPropStep _rmsProp;
    private long _steps;

    public FusedOptimizer(FusedLayout layout, KernelSet kernels, ForkJoinPool pool, ProductCostModel plan, OptimizerSettings options)
    {
        _layout = layout;
        _kernels = kernels;
        _options = options;
        _blockLength = layout.WidestStep < ShortBlock ? LongBlock : ShortBlock;
        _blocks = new ParallelRows(pool, ShareLength / _blockLength, Move);
        _isShared = plan.IsShared(Cost, layout.ParameterLength);
        _first = new AlignedBuffer(layout.ParameterLength);
        _second = new AlignedBuffer(layout.ParameterLength);
        _squaredNorms = new double[(layout.ParameterLength + _blockLength - 1) / _blockLength];
        _skippedSteps = new int[_squaredNorms.Length];
        Array.Fill(_skippedSteps, NotSkipped);
    }

    /// <inheritdoc cref="GradientDescent.Step"/>
    public double Step(FusedParameters parameters, AlignedBuffer gradient, double learningRate, double maxNorm) =>
        Step(parameters, gradient, null, learningRate, maxNorm);

    /// <inheritdoc cref="GradientDescent.Step"/>
    public double Step(
        FusedParameters parameters, AlignedBuffer gradient, InputGradient? inputs, double learningRate, double maxNorm)
    {
        double norm = Math.Sqrt(ReadNorms(gradient.Span) + (inputs is null ? 0 : _kernels.SquaredNorm(inputs.Values)));
        if (!double.IsFinite(norm))
            throw new DivergenceException($"The norm of the gradient became {norm}.");
        float scale = norm > maxNorm ? (float)(maxNorm / norm) : 1;

        _steps++;
        if (_options.Kind == Optimizer.RMSProp)
            _rmsProp = new(scale, learningRate, RmsPropDescent.Smoothing, _options.Epsilon ?? 0.01);
        else
            _adam = AdamStep.At(_steps, scale, learningRate, _options.Epsilon ?? 1e-8, _options.WeightDecay);
        _parameters = parameters;
        _gradient = gradient;
        _blocks.Run(_squaredNorms.Length, _isShared);
        if (inputs is not null && _options.Kind == Optimizer.RMSProp)
            parameters.Inputs!.Step(inputs.Rows, inputs.Values, _rmsProp);
        else if (inputs is not null)
            parameters.Inputs!.Step(inputs.Rows, inputs.Values, _adam);
        return norm;
    }

    /// <summary>Writes what <see cref="GradientDescent.Save"/> writes.</summary>
    public void Save(BinaryWriter writer, InputWeights? inputs = null)
    {
        for (int block = 0; block < _skippedSteps.Length; block++)
            CatchUp(block);
        writer.Write(_steps);
        foreach (ParameterSlot slot in _layout.Slots)
        {
            if (slot.IsByInput)
            {
                inputs!.SaveMoments(slot.Start, slot.Rows, writer);
                continue;
            }

            slot.Save(_first.Span, writer);
            slot.Save(_second.Span, writer);
        }
    }

    /// <summary>
    /// Takes over what an optimizer of the same kind and parameters wrote, of tensors or of flat memory.
    /// </summary>
    public void Load(BinaryReader reader, InputWeights? inputs = null)
    {
        Array.Fill(_skippedSteps, NotSkipped);
        _steps = reader.ReadInt64();
        foreach (ParameterSlot slot in _layout.Slots)
        {
            if (slot.IsByInput)
            {
                inputs!.LoadMoments(slot.Start, slot.Rows, reader);
                continue;
            }

            slot.Load(_first.Span, reader);
            slot.Load(_second.Span, reader);
        }
    }

    private double ReadNorms(ReadOnlySpan<float> gradient)
    {
        double sum = 0;
        for (int block = 0; block < _squaredNorms.Length; block++)
            sum += _squaredNorms[block] = _kernels.SquaredNorm(Block(gradient, block));
        return sum;
    }

    private void Move(int block, int blocks)
    {
        for (int last = block + blocks; block < last; block++)
        {
            if (_squaredNorms[block] == 0 && _skippedSteps[block] != NotSkipped)
                _skippedSteps[block]++;
            else
                Move(block);
        }
    }

    private void Move(int block)
    {
        CatchUp(block);
        Span<float> values = Block(_parameters!.Values, block);
        ReadOnlySpan<float> gradient = Block(_gradient!.Span, block);
        Span<float> first = Block(_first.Span, block);
        Span<float> second = Block(_second.Span, block);
        if (_options.Kind == Optimizer.RMSProp)
        {
            _kernels.Move(_rmsProp, values, gradient, first, second);
            return;
        }

        _kernels.Move(_adam, values, gradient, first, second);
        if (_squaredNorms[block] == 0 && _adam.Decay == 1 && !first.ContainsAnyExcept(0))
            _skippedSteps[block] = 0;
    }

    // Of units that are on in no state, the weights stand still once the average of their gradient is zero, and what
    // happens to that of its square is made up for when they wake.
    private void CatchUp(int block)
    {
        if (_skippedSteps[block] > 0)
            _kernels.DecayMoments(Block(_second.Span, block), _skippedSteps[block]);
        _skippedSteps[block] = NotSkipped;
    }

    private Span<float> Block(Span<float> values, int block) =>
        values[(block * _blockLength)..Math.Min(values.Length, (block + 1) * _blockLength)];

    private ReadOnlySpan<float> Block(ReadOnlySpan<float> values, int block) =>
        values[(block * _blockLength)..Math.Min(values.Length, (block + 1) * _blockLength)];
}
