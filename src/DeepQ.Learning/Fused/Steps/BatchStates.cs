using System.Runtime.CompilerServices;
using DeepQ.Learning.Fused.Sparse;
using DeepQ.Learning.Kernels;
using DeepQ.Learning.States;

namespace DeepQ.Learning.Fused.Steps;

/// <summary>The observations of a batch, shifted and scaled.</summary>
internal sealed class BatchStates
{
    private readonly FusedLayout _layout;
    private readonly KernelSet _kernels;

    public BatchStates(FusedLayout layout, KernelSet kernels, int capacity)
    {
        (_layout, _kernels) = (layout, kernels);
        Sparse = layout.IsSparse ? new ScaledStates(layout.StateSize, layout.StateOffset, layout.StateFactor) : null;
        // A fully connected layer with few inputs does not look for zeros.
        bool looks = layout.Steps[0] is ConvolutionStep || layout.States.Count >= AlignedBuffer.Line;
        Places = new SparseRows(capacity, looks ? checked(capacity * layout.States.Stride) : 0);
    }

    /// <summary>Memory for the positions of nonzero values.</summary>
    public SparseRows Places { get; }

    /// <summary>The observations if they are sparse; otherwise null.</summary>
    public ScaledStates? Sparse { get; }

    /// <summary>Loads a batch.</summary>
    /// <param name="states">The batch.</param>
    /// <param name="rows">Receives its observations, one row per state, unless they are sparse.</param>
    public void Load(StateBatch states, in Matrix rows)
    {
        if (Sparse is not null)
            Sparse.Load(states);
        else if (states.Sparse is null)
            Load(states.Values, rows);
        else
            LoadAll(states, rows);
    }

    // Without a hidden layer, every value of a state is used.
    private void LoadAll(StateBatch states, in Matrix rows)
    {
        float[] all = new float[rows.Rows * _layout.StateSize];
        states.CopyTo(all);
        Load(all, rows);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Load(ReadOnlySpan<float> states, in Matrix rows)
    {
        int size = _layout.StateSize;
        float scale = _layout.StateScale;
        for (int i = 0; i < rows.Rows; i++)
        {
            ReadOnlySpan<float> state = states.Slice(i * size, size);
            Span<float> row = rows.Row(i);
            if (_layout.StateOffset.Length > 0)
            {
                _kernels.Scale(state, _layout.StateOffset, _layout.StateFactor, row);
                continue;
            }

            if (size > AlignedBuffer.Line)
            {
                if (scale == 1)
                    state.CopyTo(row);
                else
                    _kernels.Scale(state, scale, row);
                continue;
            }

            // Few values are copied in the time of a call.
            for (int value = 0; value < state.Length; value++)
                row[value] = state[value] * scale;
        }
    }
}
