using DeepQ.Learning.Fused.Layout;
using DeepQ.Learning.Kernels;

namespace DeepQ.Learning.Fused.Steps;

/// <summary>A fully connected layer: Z = X W + b, with one row per state and one column of W per output.</summary>
/// <param name="memory">Its position in flat memory.</param>
/// <param name="rectification">Where the rectifier after it is applied.</param>
/// <param name="source">The step that computes its inputs; null if they are observations.</param>
internal abstract class DenseStep(DenseLayout memory, Rectification rectification, FusedStep? source)
    : FusedStep(memory.Input, memory.Output)
{
    /// <summary>Its position in flat memory.</summary>
    public DenseLayout Memory { get; } = memory;

    /// <summary>Where the rectifier after it is applied.</summary>
    public Rectification Rectification { get; } = rectification;

    /// <summary>The step that computes its inputs; null if they are observations.</summary>
    public FusedStep? Source { get; } = source;

    public override bool IsNoisy => Noise > 0;

    /// <summary>The distance from a mean to the scale of its noise among the parameters; 0 for no noise.</summary>
    public int Noise { get; init; }

    /// <summary>
    /// Whether its weights are divided by their norm, so that no row of their final gradient is zero.
    /// </summary>
    public bool IsDivided { get; set; }

    public override long Cost(int states) => (long)states * Memory.Inputs * Memory.Outputs;

    public override void Transpose(Span<float> parameters, Span<float> transposed)
    {
        if (Memory.IsNarrow)
            return;
        Transposition.Run(Memory.Weights(parameters), Memory.ByInput(transposed));
        Memory.Biases(parameters).CopyTo(Memory.PaddedBiases(transposed));
    }

    /// <summary>Computes Z = X W + b in full.</summary>
    /// <param name="pass">The pass.</param>
    /// <param name="inputs">The inputs to use; the others are zero in all states.</param>
    protected void MultiplyAll(in PassContext pass, ReadOnlySpan<int> inputs) => pass.Multiply(AllOf(pass, inputs));

    /// <summary>Computes Z = X W + b in full.</summary>
    /// <inheritdoc cref="MultiplyAll"/>
    protected Product AllOf(in PassContext pass, ReadOnlySpan<int> inputs)
    {
        Span<float> transposed = pass.Parameters.Transposed;
        return new Product
        {
            Left = pass.Values(Input),
            Right = Memory.ByInput(transposed),
            Result = pass.Values(Output),
            InnerIndices = inputs,
            Biases = Memory.PaddedBiases(transposed),
            Rectified = Rectification == Rectification.Immediate,
        };
    }

    /// <summary>Computes dL/dW = Xᵀ G, dL/db = Gᵀ 1 and dL/dX = G Wᵀ from G = dL/dZ in full.</summary>
    /// <param name="pass">The pass.</param>
    /// <param name="outputs">The outputs to use in dL/dX; for the others G is zero in all states.</param>
    protected void MultiplyAllBack(in PassContext pass, ReadOnlySpan<int> outputs)
    {
        Matrix gradient = pass.Gradients(Output);
        pass.Multiply(new Product
        {
            Left = gradient.Transposed,
            Right = pass.Values(Input),
            Result = Memory.Weights(pass.ParameterGradient),
            InnerIndices = pass.All(pass.Count),
        });
        SumBiases(pass);
        if (Source is null)
            return;
        pass.Multiply(new Product
        {
            Left = gradient,
            Right = Memory.Weights(pass.Parameters.Weights),
            Result = pass.Gradients(Input),
            InnerIndices = outputs,
            Gate = Gate(pass),
        });
    }

    /// <summary>Computes dL/db = Gᵀ 1.</summary>
    protected void SumBiases(in PassContext pass)
    {
        // Neighbors share the matrix, so a sum of whole vectors would write theirs into this padding.
        Span<float> sums = pass.Buffers.Sums;
        pass.Kernels.SumColumns(pass.Gradients(Output.Whole), sums);
        sums.Slice(Output.First, Output.Count).CopyTo(Memory.Biases(pass.ParameterGradient));
    }

    /// <summary>
    /// The units for which dL/dX is kept if it passes through their rectifier at once; otherwise none.
    /// </summary>
    protected Matrix Gate(in PassContext pass) => Source!.TakesUngatedGradient ? default : pass.Values(Input);
}
