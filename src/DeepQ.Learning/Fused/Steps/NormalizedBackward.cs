using DeepQ.Learning.Fused.Layout;
using DeepQ.Learning.Fused.Patterns;
using DeepQ.Learning.Kernels;

namespace DeepQ.Learning.Fused.Steps;

/// <summary>The gradients of the layers that a <see cref="Steps.NormalizedForward"/> combines.</summary>
internal sealed class NormalizedBackward
{
    // In the terms of a NormalizedForward, with X⁺ = (X̃, 1), M⁺ = (M, c) as rows and G = dL/d(H W' + b'):
    //
    //     dL/dW' = (M⁺ D)ᵀ (X⁺ᵀ G) + Eᵀ G,    dL/db' = 1ᵀ G.
    //
    // Q = G W'ᵀ is the gradient of the units, and S = D + F says which are on, with F = ±1 at the exceptions. The gradients
    // of all that comes before need no more of Q than
    //
    //     R = X⁺ᵀ (S ∘ Q) = (X⁺ᵀ G W'ᵀ) D + X⁺ᵀ (F ∘ Q),
    //     α = mean(S ∘ Q ∘ g) = (G (g D W')ᵀ + (F ∘ Q) g) / units,    β = mean(S ∘ Q ∘ g ∘ X̃ N), likewise, of each state.
    //
    // The last row of R is dL/dc, the sum of R ∘ N over the others is dL/dg, and from the derivative of a normalization
    //
    //     dL/d(W, b) = R g − X̃ᵀ α − (X̃ᵀ diag(β) X̃) N.
    private readonly AlignedBuffer _masked;
    private readonly AlignedBuffer _stateSums;
    private readonly AlignedBuffer _unitSums;
    private readonly AlignedBuffer _exceptions;
    private readonly AlignedBuffer _along;
    private readonly AlignedBuffer _byInput;
    private readonly AlignedBuffer _zeros;
    private readonly AlignedBuffer _moments;
    private readonly AlignedBuffer _removed;
    private readonly int _rank;
    private readonly int _stride;

    /// <summary>Allocates memory if a backward pass may need it.</summary>
    public NormalizedBackward(FusedLayout layout, int capacity, bool learns)
    {
        _rank = layout.StateSize + 1;
        _stride = AlignedBuffer.Stride(_rank + 2);
        bool applies = learns && NormalizedForward.Applies(layout, capacity);
        int widest = applies ? layout.WidestStep : 0;
        _masked = new AlignedBuffer(checked((_rank + 1) * widest));
        _stateSums = new AlignedBuffer(checked((_rank + 1) * widest));
        _unitSums = new AlignedBuffer(checked((_rank + 1) * widest));
        _exceptions = new AlignedBuffer(checked(widest * _stride));
        _removed = new AlignedBuffer(checked(widest * _stride));
        _along = new AlignedBuffer(applies ? checked(capacity * _stride) : 0);
        _zeros = new AlignedBuffer(applies ? _stride : 0);
        _moments = new AlignedBuffer(applies ? checked((_rank + 1) * _stride) : 0);
        _byInput = new AlignedBuffer(applies ? ByInputLength(((UnitStep)layout.Steps[2]).Memory) : 0);
    }

    /// <summary>Computes the gradients of both layers and of the normalization.</summary>
    /// <param name="pass">The pass, with the pattern of the normalized units and its exceptions.</param>
    /// <param name="norm">The normalization.</param>
    /// <param name="second">The second layer.</param>
    public void Compute(in PassContext pass, LayerNormStep norm, UnitStep second)
    {
        DenseLayout memory = second.Memory;
        NormalizedForward forward = pass.Buffers.NormalizedForward;
        Matrix states = forward.States(pass.Count), gradient = pass.Gradients(second.Output);
        Matrix stateSums = new(_stateSums.Span, _rank + 1, memory.Outputs, memory.TransposedStride);
        pass.Kernels.Multiply(new Product
        {
            Left = states.Transposed,
            Right = gradient,
            Result = stateSums,
            InnerIndices = pass.All(pass.Count),
        });
        MultiplyWeights(pass, memory, gradient, stateSums);
        Matrix unitSums = new(_unitSums.Span, _rank + 1, memory.Inputs, memory.Stride);
        pass.Kernels.Multiply(new Product
        {
            Left = stateSums,
            Right = memory.Weights(pass.Parameters.Weights),
            Result = unitSums,
            InnerIndices = pass.All(memory.Outputs),
        });
        Matrix along = new(_along.Span, pass.Count, _rank + 2, _stride);
        pass.Kernels.Multiply(gradient, forward.Products(memory), _zeros.Span, along);
        FindExceptionGradients(pass, memory, gradient);
        Remove(pass, norm, memory, along);
        Write(pass, norm, memory, unitSums);
    }

    // dL/dW' by inputs, and dL/db'.
    private void MultiplyWeights(in PassContext pass, DenseLayout memory, in Matrix gradient, in Matrix stateSums)
    {
        ActivationPattern pattern = pass.Buffers.Pattern;
        Matrix rows = pass.Buffers.NormalizedForward.Rows(memory);
        Matrix masked = new(_masked.Span, _rank + 1, memory.Inputs, memory.Stride);
        for (int i = 0; i <= _rank; i++)
            pass.Kernels.ScaleByNoise(rows.Row(i), pattern.Baseline, 1, masked.Row(i));
        SparseRows byUnit = pass.Buffers.ExceptionsByUnit;
        byUnit.Transpose(pattern.Exceptions, pass.Count, memory.Inputs);
        Matrix byInput = new(_byInput.Span, memory.Inputs, memory.Outputs, memory.TransposedStride);
        SparseProduct weights = new()
        {
            Left = pass.Values(memory.Input).Transposed,
            Unsigned = true,
            Places = byUnit,
            Right = gradient,
            CommonLeft = masked.Transposed,
            CommonRight = stateSums,
            Result = byInput,
        };
        pass.Multiply(weights, pattern.ExceptionCount);
        Transposition.Run(byInput, memory.Weights(pass.ParameterGradient));
        stateSums.Row(_rank).CopyTo(memory.Biases(pass.ParameterGradient));
    }

    // F ∘ Q, and X⁺ᵀ (F ∘ Q) by units.
    private void FindExceptionGradients(in PassContext pass, DenseLayout memory, in Matrix gradient)
    {
        ActivationPattern pattern = pass.Buffers.Pattern;
        Matrix exceptions = pass.Gradients(memory.Input);
        pass.Kernels.Multiply(gradient, memory.ByInput(pass.Parameters.Transposed), pattern.Exceptions, exceptions);
        pattern.NegateExceptions(exceptions);
        SparseProduct sums = new()
        {
            Left = exceptions.Transposed,
            Places = pass.Buffers.ExceptionsByUnit,
            Right = pass.Buffers.NormalizedForward.States(pass.Count),
            Result = new Matrix(_exceptions.Span, memory.Inputs, _rank + 1, _stride),
        };
        pass.Kernels.Multiply(sums, 0, memory.Inputs);
    }

    // X̃ᵀ α + (X̃ᵀ diag(β) X̃) N, one row per unit.
    private void Remove(in PassContext pass, LayerNormStep norm, DenseLayout memory, in Matrix along)
    {
        SparseRows places = pass.Buffers.Pattern.Exceptions;
        Matrix exceptions = pass.Gradients(memory.Input), normalized = pass.Values(norm.Input);
        Matrix states = pass.Buffers.NormalizedForward.States(pass.Count);
        ReadOnlySpan<float> gains = norm.Gains(pass.Parameters.Weights);
        Matrix moments = new(_moments.Span, _rank + 1, _rank, _stride);
        _moments.Span.Clear();
        for (int i = 0; i < states.Rows; i++)
        {
            Span<float> state = states.Row(i), from = along.Row(i), gradients = exceptions.Row(i), units = normalized.Row(i);
            float alpha = from[_rank + 1], beta = 0;
            for (int k = 0; k < _rank; k++)
                beta += state[k] * from[k];
            foreach (int unit in places.Columns[places.Starts[i]..places.Starts[i + 1]])
            {
                float slope = gains[unit] * gradients[unit];
                alpha += slope;
                beta += slope * units[unit];
            }

            (alpha, beta) = (alpha / memory.Inputs, beta / memory.Inputs);
            for (int k = 0; k < _rank; k++)
            {
                Span<float> row = moments.Row(k);
                float factor = state[k] * beta;
                for (int l = 0; l < _rank; l++)
                    row[l] += factor * state[l];
                moments.At(_rank, k) += state[k] * alpha;
            }
        }

        pass.Kernels.Multiply(new Product
        {
            Left = pass.Buffers.NormalizedForward.Centered(memory).Transposed,
            Right = moments,
            Result = new Matrix(_removed.Span, memory.Inputs, _rank, _stride),
            InnerIndices = pass.All(_rank),
            Biases = _moments.Span.Slice(_rank * _stride, _stride),
        });
    }

    private static int ByInputLength(DenseLayout second) => checked(DenseLayout.RowsOf(second.Inputs) * second.TransposedStride);

    // R, and what follows from it.
    private void Write(in PassContext pass, LayerNormStep norm, DenseLayout memory, in Matrix unitSums)
    {
        DenseLayout first = norm.Source!.Memory;
        Matrix centered = pass.Buffers.NormalizedForward.Centered(memory);
        Matrix exceptions = new(_exceptions.Span, memory.Inputs, _rank + 1, _stride);
        Matrix removed = new(_removed.Span, memory.Inputs, _rank, _stride);
        Matrix weights = first.Weights(pass.ParameterGradient);
        Span<float> biases = first.Biases(pass.ParameterGradient);
        Span<float> gains = norm.Gains(pass.Parameters.Weights), biasGradient = norm.Biases(pass.ParameterGradient);
        Span<float> gainGradient = norm.Gains(pass.ParameterGradient);
        ReadOnlySpan<float> baseline = pass.Buffers.Pattern.Baseline;
        for (int unit = 0; unit < memory.Inputs; unit++)
        {
            Span<float> own = exceptions.Row(unit), less = removed.Row(unit), row = weights.Row(unit);
            float gainSum = 0;
            for (int k = 0; k < _rank; k++)
            {
                float sum = (baseline[unit] * unitSums.At(k, unit)) + own[k];
                gainSum += sum * centered.At(k, unit);
                float slope = (gains[unit] * sum) - less[k];
                if (k < row.Length)
                    row[k] = slope;
                else
                    biases[unit] = slope;
            }

            gainGradient[unit] = gainSum;
            biasGradient[unit] = (baseline[unit] * unitSums.At(_rank, unit)) + own[_rank];
        }
    }
}
