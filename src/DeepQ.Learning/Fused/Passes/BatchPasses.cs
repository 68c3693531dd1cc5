using DeepQ.Learning.Fused.Patterns;
using DeepQ.Learning.Fused.Sparse;
using DeepQ.Learning.Fused.Steps;
using DeepQ.Learning.Kernels;
using DeepQ.Learning.States;

namespace DeepQ.Learning.Fused.Passes;

/// <summary>
/// Both passes of an update. A large batch is split in two halves with separate memory, which two threads compute in
/// parallel or one thread in sequence, with the same results.
/// </summary>
internal sealed class BatchPasses
{
    // Smaller halves would make products of few rows and read all weights for them.
    private const int LeastStates = 64;

    private readonly FusedLayout _layout;
    private readonly KernelSet _kernels;
    private readonly ParallelRows _parts;
    private readonly ForwardPass[] _forward;
    private readonly BackwardPass[] _backward;
    private readonly AlignedBuffer[] _gradients;
    private readonly AlignedBuffer _gradient;
    private int _used = 1;

    /// <summary>Allocates the passes.</summary>
    /// <param name="layout">The network.</param>
    /// <param name="kernels">The kernels.</param>
    /// <param name="pool">The threads.</param>
    /// <param name="costs">Chooses the strategies of products.</param>
    /// <param name="capacity">The greatest number of states.</param>
    public BatchPasses(FusedLayout layout, KernelSet kernels, ForkJoinPool pool, ProductCostModel costs, int capacity)
    {
        (_layout, _kernels, _parts) = (layout, kernels, new ParallelRows(pool, 1));
        IsHalved = IsWorthwhile(layout, costs, capacity);
        // The thread of one half shares none of its work.
        ForkJoinPool threads = IsHalved ? new ForkJoinPool(1) : pool;
        int most = IsHalved ? FirstHalf(capacity) : capacity;
        _forward = [.. Enumerable.Range(0, IsHalved ? 2 : 1)
            .Select(_ => new ForwardPass(layout, kernels, threads, costs, most, learns: true))];
        _backward = [.. _forward.Select(pass => new BackwardPass(layout, pass))];
        _gradients = [.. _forward.Select(_ => new AlignedBuffer(layout.ParameterLength))];
        _gradient = IsHalved ? new AlignedBuffer(layout.ParameterLength) : _gradients[0];
    }

    /// <summary>Whether large batches are split in halves.</summary>
    public bool IsHalved { get; }

    /// <summary>The gradient of the first layer's weights if states are sparse; otherwise null.</summary>
    public InputGradient? Inputs => _backward[0].Inputs;

    /// <summary>Returns whether it is worthwhile to split batches of this size.</summary>
    public static bool IsWorthwhile(FusedLayout layout, ProductCostModel costs, int capacity) =>
        !layout.IsSparse && capacity >= 2 * LeastStates && costs.IsHalved(layout.Steps.Sum(step => step.Cost(capacity)));

    /// <summary>Computes the outputs of a batch.</summary>
    /// <inheritdoc cref="ForwardPass.Run"/>
    public void Forward(FusedParameters parameters, StateBatch states, Span<float> outputs)
    {
        int count = states.CountOf(_layout.StateSize);
        _used = count > FirstHalf(count) && IsHalved ? 2 : 1;
        // Refreshed here, before two threads read them.
        parameters.Refresh();
        _parts.Run(new ForwardLoop(this, parameters, states, outputs, count), _used, isLong: true);
    }

    /// <summary>Computes the gradient of the parameters.</summary>
    /// <param name="parameters">The parameters of the forward pass.</param>
    /// <param name="gradient">dL/d(outputs): as many values as there were outputs.</param>
    /// <returns>The gradient, laid out as the parameters are.</returns>
    public AlignedBuffer Backward(FusedParameters parameters, ReadOnlySpan<float> gradient)
    {
        _parts.Run(new BackwardLoop(this, parameters, gradient), _used, isLong: true);
        if (_used == 1)
            return _gradients[0];
        // Kept separately, because units that are off in all states of a half leave rows of its gradient as they are.
        _kernels.Sum(_gradients[0].Span, _gradients[1].Span, _gradient.Span);
        return _gradient;
    }

    // Rounded to whole tiles.
    private static int FirstHalf(int count) => Math.Min(count, ((count / 2) + 7) / 8 * 8);

    private readonly ref struct ForwardLoop(
        BatchPasses passes, FusedParameters parameters, StateBatch states, Span<float> outputs, int count) : IRowLoop
    {
        private readonly StateBatch _states = states;
        private readonly Span<float> _outputs = outputs;

        public void Run(int row, int rows)
        {
            int size = passes._layout.OutputCount, half = passes._used == 1 ? count : FirstHalf(count);
            for (int part = row; part < row + rows; part++)
            {
                int first = part * half, states = Math.Min(half, count - first);
                passes._forward[part].Run(
                    parameters,
                    _states.Slice(first, states, passes._layout.StateSize),
                    _outputs.Slice(first * size, states * size));
            }
        }
    }

    private readonly ref struct BackwardLoop(BatchPasses passes, FusedParameters parameters, ReadOnlySpan<float> gradient) : IRowLoop
    {
        private readonly ReadOnlySpan<float> _gradient = gradient;

        public void Run(int row, int rows)
        {
            int size = passes._layout.OutputCount, first = 0;
            for (int part = 0; part < row + rows; part++)
            {
                int states = passes._forward[part].Buffers.Count;
                if (part >= row)
                    passes._backward[part].Run(parameters, _gradient.Slice(first * size, states * size), passes._gradients[part]);
                first += states;
            }
        }
    }
}
