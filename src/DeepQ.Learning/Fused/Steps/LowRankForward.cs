using DeepQ.Learning.Fused.Layout;
using DeepQ.Learning.Kernels;

namespace DeepQ.Learning.Fused.Steps;

/// <summary>Two layers combined into one, for the units between them that are on in the majority of states.</summary>
internal sealed class LowRankForward
{
    // X are the states, a row each; Z = X W + b and H = max(0, Z) are the units of the first layer, and H W' + b' is what the
    // second one computes. D is diagonal: 1 for the units that are on in the majority of states, 0 for the others. Then
    //
    //     H = Z D + E,  where E is |Z| at the exceptions and 0 elsewhere:
    //
    // a unit that is on against D adds its value z = |z|, one that is off against D takes back z = −|z|. Therefore
    //
    //     H W' + b' = X (W D W') + (b D W' + b') + E W'.
    //
    // The first term has the rank of X, which has few columns; W D W' and b D W' + b' are computed once for the batch.
    private readonly AlignedBuffer _values;
    private readonly int _inputs;

    /// <summary>Allocates memory for batches of up to <paramref name="capacity"/> states.</summary>
    public LowRankForward(FusedLayout layout, int capacity)
    {
        _inputs = layout.StateSize;
        _values = new AlignedBuffer(Applies(layout, capacity) ? checked((_inputs + 1) * layout.WidestHidden) : 0);
    }

    /// <summary>The rank of the first term; null if states have too many values for it to be worthwhile.</summary>
    public static int? RankOf(in PassContext pass, StateStep first) =>
        Applies(pass.Buffers.Layout, pass.Count) ? first.Memory.Inputs : null;

    /// <summary>W D W'.</summary>
    public Matrix Weights(DenseLayout second) => Rows(second);

    /// <summary>b D W' + b'.</summary>
    public Span<float> Biases(DenseLayout second) => Rows(second).Row(_inputs);

    /// <summary>Computes both products.</summary>
    /// <param name="pass">The pass, with the pattern of the units between the layers.</param>
    /// <param name="first">The first layer.</param>
    /// <param name="second">The second layer.</param>
    public void Compute(in PassContext pass, StateStep first, UnitStep second)
    {
        Span<float> transposed = pass.Parameters.Transposed;
        pass.Kernels.Multiply(new Product
        {
            Left = first.Memory.ByInputWithBiases(transposed),
            Right = second.Memory.ByInput(transposed),
            Result = Rows(second.Memory),
            InnerIndices = pass.Buffers.Pattern.BaselineUnits,
        });
        ReadOnlySpan<float> biases = second.Memory.PaddedBiases(transposed);
        Span<float> sums = Biases(second.Memory);
        for (int i = 0; i < sums.Length; i++)
            sums[i] += biases[i];
    }

    private static bool Applies(FusedLayout layout, int states) => layout.Steps[0] is StateStep && 2 * layout.StateSize < states;

    private Matrix Rows(DenseLayout second) =>
        new(_values.Span, _inputs + 1, second.Outputs, second.TransposedStride);
}
