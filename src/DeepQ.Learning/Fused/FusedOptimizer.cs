using DeepQ.Learning.Diagnostics;
using DeepQ.Learning.Fused.Layout;
using DeepQ.Learning.Fused.Patterns;
using DeepQ.Learning.Fused.Sparse;
using DeepQ.Learning.Fused.Steps;
using DeepQ.Learning.Kernels;
using DeepQ.Learning.Optimizers;

namespace DeepQ.Learning.Fused;

/// <summary>Applies gradients to parameters in flat memory, as <see cref="GradientDescent"/> does to tensors.</summary>
internal sealed class FusedOptimizer
{
    private const int ShortBlock = 256;
    private const int LongBlock = 1024;
    private const int ShareLength = 8 * 1024;
    // An Adam step takes about as long as this many multiplications.
    private const int Cost = 32;
    private const int NotSkipped = -1;

    private readonly FusedLayout _layout;
    private readonly KernelSet _kernels;
    private readonly OptimizerSettings _options;
    private readonly ParameterMover _mover;
    // One unit of a wide layer, or several of a narrow one, which are not worth a call each.
    private readonly int _blockLength;
    private readonly ParallelRows _blocks;
    private readonly bool _isShared;
    private readonly AlignedBuffer _first;
    private readonly AlignedBuffer _second;
    private readonly double[] _squaredNorms;
    private readonly int[] _skippedSteps;
    private readonly YoungWeights _young;
    private readonly bool[] _hasYoung;
    private long _steps;

    /// <summary>Allocates the optimizer's memory.</summary>
    /// <param name="layout">The positions of the parameters.</param>
    /// <param name="kernels">The kernels.</param>
    /// <param name="pool">The threads.</param>
    /// <param name="plan">Decides what is worth more than one thread.</param>
    /// <param name="options">The settings of the optimizer.</param>
    /// <param name="isAwake">Whether the threads have just worked, in which case they share shorter loops.</param>
    public FusedOptimizer(
        FusedLayout layout, KernelSet kernels, ForkJoinPool pool, ProductCostModel plan, OptimizerSettings options, bool isAwake = false)
    {
        _layout = layout;
        _kernels = kernels;
        _options = options;
        _mover = options.Optimizer.CreateMover(kernels);
        _blockLength = layout.WidestStep < ShortBlock ? LongBlock : ShortBlock;
        _blocks = new ParallelRows(pool, ShareLength / _blockLength);
        _isShared = isAwake || plan.IsShared(Cost, layout.ParameterLength);
        _first = new AlignedBuffer(layout.ParameterLength);
        _second = new AlignedBuffer(layout.ParameterLength);
        _squaredNorms = new double[(layout.ParameterLength + _blockLength - 1) / _blockLength];
        _skippedSteps = new int[_squaredNorms.Length];
        Array.Fill(_skippedSteps, NotSkipped);
        _young = new YoungWeights(options, kernels);
        _hasYoung = new bool[_squaredNorms.Length];
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
        OptimizerStep step = _options.Step(_steps, scale, learningRate);
        _mover.Begin(step);
        if (_young.Forget(_steps))
            FindYoung();
        _young.Take(null, parameters.Values, gradient.Span, _first.Span, _second.Span);
        _blocks.Run(new MovedBlocks(this, parameters.Values, gradient.Span), _squaredNorms.Length, _isShared);
        _young.Give(null, step, parameters.Values, _first.Span, _second.Span);
        if (inputs is not null)
            parameters.Inputs!.Step(inputs.Rows, inputs.Values, _mover);
        return norm;
    }

    /// <inheritdoc cref="GradientDescent.BeginAnew"/>
    public void BeginAnew(IReadOnlyList<DrawnWeights>? drawn, InputWeights? inputs)
    {
        CatchUp();
        if (drawn is null)
        {
            _steps = 0;
            _young.Clear();
            _first.Span.Clear();
            _second.Span.Clear();
            inputs?.ClearMoments();
        }

        foreach (DrawnWeights weights in drawn ?? [])
        {
            int[] memory = PlacesOf(weights);
            foreach (int place in memory)
                (_first.Span[place], _second.Span[place]) = (0, 0);
            _young.Add(weights, memory, _steps);
        }

        FindYoung();
    }

    /// <summary>Writes what <see cref="GradientDescent.Save"/> writes.</summary>
    public void Save(BinaryWriter writer, InputWeights? inputs = null)
    {
        CatchUp();
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

        if (_options.BeginsAnew)
            _young.Save(writer);
    }

    /// <summary>
    /// Restores what an optimizer of the same kind and parameters wrote, from tensors or from flat memory.
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

        if (_options.BeginsAnew)
            _young.Load(reader, PlacesOf);
        FindYoung();
    }

    private int[] PlacesOf(DrawnWeights weights)
    {
        ParameterSlot slot = _layout.Slots[weights.Parameter];
        return [.. weights.Places.Select(slot.PlaceOf)];
    }

    // A block with young weights is not skipped, so that its weights stay exact.
    private void FindYoung()
    {
        Array.Clear(_hasYoung);
        foreach (int place in _young.Memory)
            _hasYoung[place / _blockLength] = true;
    }

    private double ReadNorms(ReadOnlySpan<float> gradient)
    {
        double sum = 0;
        for (int block = 0; block < _squaredNorms.Length; block++)
            sum += _squaredNorms[block] = _kernels.SquaredNorm(Block(gradient, block));
        return sum;
    }

    private void Move(int block, Span<float> values, ReadOnlySpan<float> gradient)
    {
        if (IsSkipped(block))
            return;
        Span<float> first = Block(_first.Span, block);
        _mover.Move(Block(values, block), Block(gradient, block), first, Block(_second.Span, block));
        if (_squaredNorms[block] == 0 && _mover.MayRest && !_hasYoung[block] && !first.ContainsAnyExcept(0))
            _skippedSteps[block] = 0;
    }

    // Returns whether nothing moves the block, and counts it then.
    private bool IsSkipped(int block)
    {
        if (_squaredNorms[block] == 0 && _skippedSteps[block] != NotSkipped)
        {
            _skippedSteps[block]++;
            return true;
        }

        CatchUp(block);
        return false;
    }

    private void CatchUp()
    {
        for (int block = 0; block < _skippedSteps.Length; block++)
            CatchUp(block);
    }

    // Where g = 0, m = 0 and no weight decays, a step of Adam is
    //
    //     θ ← θ − α 0 / (√v̂ + ε) = θ,  m ← β₁ 0 = 0,  v ← β₂ v,
    //
    // so that k steps are v ← β₂ᵏ v. The weights of a unit that is off in every state stay untouched, and their second
    // moments decay all at once when it is on again.
    private void CatchUp(int block)
    {
        if (_skippedSteps[block] > 0)
            _mover.Rest(Block(_second.Span, block), _skippedSteps[block]);
        _skippedSteps[block] = NotSkipped;
    }

    private Span<float> Block(Span<float> values, int block) =>
        values[(block * _blockLength)..Math.Min(values.Length, (block + 1) * _blockLength)];

    private ReadOnlySpan<float> Block(ReadOnlySpan<float> values, int block) =>
        values[(block * _blockLength)..Math.Min(values.Length, (block + 1) * _blockLength)];

    /// <summary>The optimizer step, one row per block.</summary>
    private readonly ref struct MovedBlocks(
        FusedOptimizer optimizer, Span<float> values, ReadOnlySpan<float> gradient) : IRowLoop
    {
        private readonly FusedOptimizer _optimizer = optimizer;
        private readonly Span<float> _values = values;
        private readonly ReadOnlySpan<float> _gradient = gradient;

        public void Run(int row, int rows)
        {
            for (int block = row; block < row + rows; block++)
                _optimizer.Move(block, _values, _gradient);
        }
    }
}
