using DeepQ.Learning.Fused.Layout;
using DeepQ.Learning.Kernels;

namespace DeepQ.Learning.Fused.Steps;

/// <summary>
/// Two layers with a layer normalization between them combined into one, for the units that are on in the majority of
/// states.
/// </summary>
internal sealed class NormalizedForward
{
    // X are the states, a row each, and Z = X W + b. The mean over the units of a row of Z is a linear function of the state
    // too, so a normalized unit is one of the state divided by the deviation σ of its row. With N the columns of W and b, as
    // rows, less their means, gains g, biases c and X̃ = (X, 1) / σ, the units before the rectifier are
    //
    //     X̃ N g + c.
    //
    // D and the exceptions E are as in a LowRankForward, so with M = N g the second layer H W' + b' is
    //
    //     X̃ (M D W') + (c D W' + b') + E W'.
    private readonly AlignedBuffer _states;
    private readonly AlignedBuffer _centered;
    private readonly AlignedBuffer _rows;
    private readonly AlignedBuffer _products;
    private readonly int _inputs;

    /// <summary>Allocates memory for batches of up to <paramref name="capacity"/> states.</summary>
    public NormalizedForward(FusedLayout layout, int capacity)
    {
        _inputs = layout.StateSize;
        bool applies = Applies(layout, capacity);
        _states = new AlignedBuffer(applies ? checked(capacity * StateStride) : 0);
        _centered = new AlignedBuffer(applies ? checked((_inputs + 1) * layout.WidestStep) : 0);
        _rows = new AlignedBuffer(applies ? checked((_inputs + 3) * layout.WidestStep) : 0);
        _products = new AlignedBuffer(applies ? checked((_inputs + 3) * layout.WidestStep) : 0);
    }

    /// <summary>The number of columns of X̃.</summary>
    public int Rank => _inputs + 1;

    private int StateStride => AlignedBuffer.Stride(_inputs + 2);

    /// <summary>Whether the combination is possible and worthwhile.</summary>
    /// <param name="layout">The network.</param>
    /// <param name="states">The number of states.</param>
    public static bool Applies(FusedLayout layout, int states) =>
        2 * layout.StateSize < states &&
        layout.Steps is [StateStep, LayerNormStep { Rectification: Rectification.ByReader }, UnitStep, ..];

    /// <summary>X̃, followed by a column of ones.</summary>
    public Matrix States(int states) => new(_states.Span, states, _inputs + 2, StateStride);

    /// <summary>N, one row per column of X̃.</summary>
    public Matrix Centered(DenseLayout second) => new(_centered.Span, Rank, second.Inputs, second.Stride);

    /// <summary>M, followed by rows of c and g.</summary>
    public Matrix Rows(DenseLayout second) => new(_rows.Span, _inputs + 3, second.Inputs, second.Stride);

    /// <summary>M D W', c D W' + b' and g D W'.</summary>
    public Matrix Products(DenseLayout second) => new(_products.Span, _inputs + 3, second.Outputs, second.TransposedStride);

    /// <summary>Computes the products.</summary>
    /// <param name="pass">The pass, with the pattern of the normalized units.</param>
    /// <param name="norm">The normalization.</param>
    /// <param name="second">The second layer.</param>
    public void Compute(in PassContext pass, LayerNormStep norm, DenseLayout second)
    {
        Span<float> parameters = pass.Parameters.Weights, transposed = pass.Parameters.Transposed;
        DivideStates(pass, norm);
        Center(pass, norm, second);
        Matrix rows = Rows(second), products = Products(second);
        norm.Biases(parameters)[..second.Inputs].CopyTo(rows.Row(_inputs + 1));
        norm.Gains(parameters)[..second.Inputs].CopyTo(rows.Row(_inputs + 2));
        pass.Kernels.Multiply(new Product
        {
            Left = rows,
            Right = second.ByInput(transposed),
            Result = products,
            InnerIndices = pass.Buffers.Pattern.BaselineUnits,
        });
        Span<float> biases = second.PaddedBiases(transposed);
        pass.Kernels.Add(new Matrix(_products.Span, _inputs + 3, biases.Length, second.TransposedStride).Row(_inputs + 1), biases);
    }

    private void DivideStates(in PassContext pass, LayerNormStep norm)
    {
        Matrix states = pass.Values(norm.Source!.Input), inverses = pass.Values(norm.Inverses), divided = States(pass.Count);
        for (int i = 0; i < divided.Rows; i++)
        {
            float inverse = inverses.At(i, 0);
            Span<float> from = states.Row(i), to = divided.Row(i);
            for (int j = 0; j < from.Length; j++)
                to[j] = from[j] * inverse;
            (to[_inputs], to[_inputs + 1]) = (inverse, 1);
        }
    }

    private void Center(in PassContext pass, LayerNormStep norm, DenseLayout second)
    {
        Matrix weights = norm.Source!.Memory.ByInputWithBiases(pass.Parameters.Transposed);
        Matrix centered = Centered(second), rows = Rows(second);
        Span<float> gains = norm.Gains(pass.Parameters.Weights);
        for (int i = 0; i < centered.Rows; i++)
        {
            Span<float> from = weights.Row(i)[..second.Inputs], to = centered.Row(i), scaled = rows.Row(i);
            float sum = 0;
            foreach (float weight in from)
                sum += weight;
            float mean = sum / from.Length;
            for (int j = 0; j < to.Length; j++)
            {
                to[j] = from[j] - mean;
                scaled[j] = to[j] * gains[j];
            }
        }
    }
}
