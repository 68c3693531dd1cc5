using DeepQ.Learning.Fused.Layout;
using DeepQ.Learning.Fused.Patterns;
using DeepQ.Learning.Kernels;

namespace DeepQ.Learning.Fused.Steps;

/// <summary>A fully connected layer that reads observations.</summary>
internal sealed class StateStep(DenseLayout memory, Rectification rectification) : DenseStep(memory, rectification, null)
{
    // Zeros of observations add nothing: with xᵢ the row of a state, wⱼ the weights of one of its values and gᵢ = dL/dzᵢ
    //
    //     zᵢ = b + Σ xᵢⱼ wⱼ  over the j where xᵢⱼ ≠ 0,    dL/dwⱼ = Σ xᵢⱼ gᵢ  over the i where xᵢⱼ ≠ 0.
    //
    // If zeros are few, the product is computed in full.
    public override void Forward(in PassContext pass)
    {
        Matrix states = pass.Values(Input);
        SparseRows places = pass.Buffers.States.Places;
        if (!HasFewInputs)
            pass.Kernels.FindValues(states, places);
        ProductStrategy strategy = Strategy(pass);
        if (strategy == ProductStrategy.Dense)
        {
            MultiplyAll(pass, pass.All(Memory.Inputs));
            return;
        }

        // X W has a low rank if X has few columns, and nothing is left for a sparse part.
        bool isLowRank = strategy == ProductStrategy.LowRankPlusSparse;
        Span<float> transposed = pass.Parameters.Transposed;
        Matrix weights = Memory.ByInput(transposed);
        SparseProduct product = new()
        {
            Left = states,
            Places = isLowRank ? null : places,
            Right = weights,
            CommonLeft = isLowRank ? states : default,
            CommonRight = weights,
            Result = pass.Values(Output),
            Biases = Memory.PaddedBiases(transposed),
            Rectified = Rectification == Rectification.Immediate,
        };
        pass.Multiply(product, isLowRank ? (long)pass.Count * Memory.Inputs : places.Starts[pass.Count]);
    }

    // The gradient has already passed the rectifier.
    public override void Backward(in PassContext pass)
    {
        ProductStrategy strategy = Strategy(pass);
        if (strategy == ProductStrategy.Dense)
        {
            MultiplyAllBack(pass, []);
            return;
        }

        // By inputs: rows of a few values would be mostly padding, and of many values that are mostly zero only few are
        // needed.
        Matrix gradient = pass.Gradients(Output);
        Matrix byInput = Memory.ByInput(pass.Buffers.TransposedGradient);
        Matrix states = pass.Values(Input).Transposed;
        if (strategy == ProductStrategy.LowRankPlusSparse)
        {
            pass.Kernels.Multiply(new Product
            {
                Left = states,
                Right = gradient,
                Result = byInput,
                InnerIndices = pass.All(pass.Count),
            });
        }
        else
        {
            SparseRows byColumn = pass.Buffers.ExceptionsByUnit;
            byColumn.Transpose(pass.Buffers.States.Places, pass.Count, Memory.Inputs);
            SparseProduct product = new() { Left = states, Places = byColumn, Right = gradient, Result = byInput };
            pass.Kernels.Multiply(product, 0, Memory.Inputs);
        }

        Transposition.Run(byInput, Memory.Weights(pass.ParameterGradient));
        SumBiases(pass);
    }

    private bool HasFewInputs => Memory.Inputs < AlignedBuffer.Line;

    private ProductStrategy Strategy(in PassContext pass) => HasFewInputs
        ? ProductStrategy.LowRankPlusSparse
        : pass.Costs.States((long)pass.Count * Memory.Inputs, pass.Buffers.States.Places.Starts[pass.Count]);
}
