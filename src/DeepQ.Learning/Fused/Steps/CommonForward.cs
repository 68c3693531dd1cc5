using DeepQ.Learning.Fused.Layout;
using DeepQ.Learning.Kernels;

namespace DeepQ.Learning.Fused.Steps;

/// <summary>A layer of units that have the same value in most states of a batch.</summary>
/// <remarks>
/// Units after a convolution do if images have much in common: what they see is empty or does not move.
/// </remarks>
internal sealed class CommonForward
{
    // H are the units, one row per state, and c is a row of the value that each of them has in most states. E is zero wherever a
    // unit has that value:
    //
    //     H = 1 c + E,    H W + b = 1 (c W + b) + E W.
    //
    // The first term is computed once for the batch. It holds for any c, so a few states elect c.
    private const int Voters = 16;

    private readonly AlignedBuffer _values;
    private readonly AlignedBuffer _leads;
    private readonly AlignedBuffer _deviations;
    private readonly AlignedBuffer _outputs;
    private readonly SparseRows _valuePlaces;
    private readonly SparseRows _places;
    private readonly int _widest;

    /// <summary>Allocates memory for batches of up to <paramref name="capacity"/> states.</summary>
    public CommonForward(FusedLayout layout, int capacity)
    {
        _widest = AlignedBuffer.Padded(layout.WidestHidden);
        _values = new AlignedBuffer(_widest);
        _leads = new AlignedBuffer(_widest);
        _deviations = new AlignedBuffer(checked(capacity * _widest));
        _outputs = new AlignedBuffer(AlignedBuffer.Stride(layout.WidestStep));
        _valuePlaces = new SparseRows(1, _widest);
        _places = new SparseRows(capacity, checked(capacity * _widest));
    }

    /// <summary>Finds the common values and the deviations of each state.</summary>
    /// <param name="pass">The pass.</param>
    /// <param name="units">The rectified units, one row per state.</param>
    /// <returns>The number of deviations.</returns>
    public long Find(in PassContext pass, in Matrix units)
    {
        pass.Kernels.FindCommon(units, Math.Max(1, units.Rows / Voters), _leads.Span, _values.Span);
        pass.Kernels.FindDeviations(units, _values.Span, Deviations(units), _places);
        return _places.Starts[units.Rows];
    }

    /// <summary>Computes H W + b, after <see cref="Find"/>.</summary>
    /// <param name="pass">The pass.</param>
    /// <param name="layer">The layer.</param>
    /// <param name="units">The units.</param>
    /// <param name="rectified">Whether the result is rectified.</param>
    public void Multiply(in PassContext pass, DenseLayout layer, in Matrix units, bool rectified)
    {
        Span<float> transposed = pass.Parameters.Transposed;
        Matrix values = new(_values.Span, 1, units.Columns, _widest);
        pass.Kernels.FindValues(values, _valuePlaces);
        SparseProduct once = new()
        {
            Left = values,
            Places = _valuePlaces,
            Right = layer.ByInput(transposed),
            Result = new Matrix(_outputs.Span, 1, layer.Outputs, layer.TransposedStride),
            Biases = layer.PaddedBiases(transposed),
        };
        pass.Kernels.Multiply(once, 0, 1);
        SparseProduct each = new()
        {
            Left = Deviations(units),
            Places = _places,
            Right = once.Right,
            Result = pass.Values(layer.Output),
            Biases = _outputs.Span,
            Rectified = rectified,
        };
        pass.Multiply(each, _places.Starts[units.Rows]);
    }

    private Matrix Deviations(in Matrix units) => new(_deviations.Span, units.Rows, units.Columns, _widest);
}
