using DeepQ.Learning.Fused.Layout;
using DeepQ.Learning.Fused.Sparse;
using DeepQ.Learning.Kernels;

namespace DeepQ.Learning.Fused.Steps;

/// <summary>A fully connected layer that reads sparse observations, with its weights in <see cref="InputWeights"/>.</summary>
internal sealed class SparseStateStep(DenseLayout memory, Rectification rectification) : DenseStep(memory, rectification, null)
{
    public override void Forward(in PassContext pass)
    {
        ScaledStates states = pass.Buffers.States.Sparse!;
        states.FindColumns();
        bool learns = pass.Buffers.Learns;
        pass.Kernels.Multiply(new GatherProduct
        {
            Starts = states.Starts,
            Places = learns ? states.Places : states.EntryColumns,
            Values = states.Values,
            Right = learns ? Current(pass, states.Columns) : Copies(pass, states.Columns),
            Result = pass.Values(Output),
            Biases = Memory.PaddedBiases(pass.Parameters.Transposed),
            Rectified = Rectification == Rectification.Immediate,
        });
    }

    public override void Backward(in PassContext pass)
    {
        SumBiases(pass);
        pass.Buffers.InputGradient!.Compute(pass.Buffers.States.Sparse!, pass.Gradients(Output));
    }

    // Rows that will be learned are brought up to date in place; for others a copy suffices.
    private static Matrix Current(in PassContext pass, ReadOnlySpan<int> rows)
    {
        pass.Parameters.Inputs!.Touch(rows);
        return pass.Parameters.Inputs.Weights;
    }

    private Matrix Copies(in PassContext pass, ReadOnlySpan<int> rows)
    {
        Span<float> copies = pass.Buffers.InputRows(rows.Length * AlignedBuffer.Padded(Memory.Outputs));
        pass.Parameters.CopyInputs(rows, copies);
        return new Matrix(copies, rows.Length, Memory.Outputs, AlignedBuffer.Padded(Memory.Outputs));
    }
}
