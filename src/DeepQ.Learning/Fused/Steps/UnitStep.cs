using DeepQ.Learning.Fused.Layout;
using DeepQ.Learning.Fused.Patterns;
using DeepQ.Learning.Kernels;

namespace DeepQ.Learning.Fused.Steps;

/// <summary>
/// A fully connected layer that reads rectified units and leaves out what follows from their pattern.
/// </summary>
/// <remarks>
/// The equations are in <see cref="LowRankForward"/> and <see cref="LowRankBackward"/>, and for normalized units in
/// <see cref="NormalizedForward"/> and <see cref="NormalizedBackward"/>. With D = 0 they are those of
/// <see cref="ProductStrategy.Sparse"/>: every unit that is on is an exception, and the terms of low rank vanish.
/// </remarks>
internal sealed class UnitStep(DenseLayout memory, Rectification rectification, FusedStep source)
    : DenseStep(memory, rectification, source)
{
    // Too few to look for common values.
    private const int FewStates = 4;

    public override bool TakesUngatedGradient => Rectification == Rectification.Immediate;

    public override void Forward(in PassContext pass)
    {
        Matrix units = pass.Values(Input);
        ActivationPattern pattern = pass.Buffers.Pattern;
        ProductStrategy strategy = ForwardStrategy(pass, units);
        if (strategy == ProductStrategy.Dense)
        {
            // If the rectifier is left to the reader, it has not been applied yet.
            pass.Kernels.Rectify(units);
            MultiplyAlive(pass);
            return;
        }

        if (strategy == ProductStrategy.CommonPlusSparse)
        {
            pass.Buffers.CommonForward.Multiply(pass, Memory, units, Rectification == Rectification.Immediate);
            return;
        }

        if (strategy == ProductStrategy.LowRankPlusSparse && Source is LayerNormStep norm)
        {
            MultiplyNormalized(pass, norm, units);
            return;
        }

        bool isLowRank = strategy == ProductStrategy.LowRankPlusSparse;
        Span<float> transposed = pass.Parameters.Transposed;
        LowRankForward lowRank = pass.Buffers.LowRankForward;
        if (isLowRank)
            lowRank.Compute(pass, (StateStep)Source!, this);
        pattern.FindExceptions(units);
        SparseProduct product = new()
        {
            Left = units,
            Unsigned = true,
            Places = pattern.Exceptions,
            Right = Memory.ByInput(transposed),
            CommonLeft = isLowRank ? pass.Values(Source!.Input) : default,
            CommonRight = isLowRank ? lowRank.Weights(Memory) : default,
            Result = pass.Values(Output),
            Biases = isLowRank ? lowRank.Biases(Memory) : Memory.PaddedBiases(transposed),
            Rectified = Rectification == Rectification.Immediate,
        };
        pass.Multiply(product, pattern.ExceptionCount);
        if (pass.Buffers.Learns)
            pass.Kernels.Rectify(units);
    }

    public override void Backward(in PassContext pass)
    {
        if (Rectification == Rectification.None)
        {
            Matrix inputs = pass.Values(Input);
            if (IsNormalized(pass) && ForwardStrategy(pass, inputs) == ProductStrategy.LowRankPlusSparse)
            {
                pass.Buffers.Pattern.FindExceptions(inputs);
                pass.Buffers.NormalizedBackward.Compute(pass, (LayerNormStep)Source!, this);
                pass.Buffers.IsGradientComplete = true;
                return;
            }

            MultiplyAllBack(pass, pass.All(Memory.Outputs));
            return;
        }

        Matrix units = pass.Values(Output), gradient = pass.Gradients(Output);
        ActivationPattern pattern = pass.Buffers.Pattern;
        pattern.Read(units);
        int? rank = TakesUngatedGradient ? LowRankBackward.RankOf(pass) : null;
        ProductStrategy strategy = pass.Costs.Backward(pattern, pass.Count, Memory.Outputs, rank);
        if (strategy == ProductStrategy.Dense)
        {
            if (TakesUngatedGradient)
                pass.Kernels.Gate(gradient, units);
            MultiplyAllBack(pass, pattern.Alive);
            pass.Buffers.Written(Output).Fill(true);
            return;
        }

        bool isLowRank = strategy == ProductStrategy.LowRankPlusSparse;
        if (isLowRank)
            pass.Buffers.LowRankBackward.Compute(pass, this, pattern);
        else
            pattern.ClearBaseline(Memory.Outputs);
        pattern.FindExceptions(units);
        if (isLowRank)
            pattern.NegateExceptions(gradient);
        MultiplyExceptionsBack(pass, pattern, gradient, isLowRank);
    }

    // The units stay as they are before the rectifier: the backward pass needs them.
    private void MultiplyNormalized(in PassContext pass, LayerNormStep norm, in Matrix units)
    {
        NormalizedForward forward = pass.Buffers.NormalizedForward;
        ActivationPattern pattern = pass.Buffers.Pattern;
        forward.Compute(pass, norm, Memory);
        pattern.FindExceptions(units);
        Matrix products = forward.Products(Memory), states = forward.States(pass.Count);
        SparseProduct product = new()
        {
            Left = units,
            Unsigned = true,
            Places = pattern.Exceptions,
            Right = Memory.ByInput(pass.Parameters.Transposed),
            CommonLeft = states.SliceColumns(0, forward.Rank),
            CommonRight = products,
            Result = pass.Values(Output),
            Biases = products.Row(forward.Rank),
        };
        pass.Multiply(product, pattern.ExceptionCount);
    }

    private bool IsNormalized(in PassContext pass) =>
        Source is LayerNormStep { Source: StateStep } && NormalizedForward.Applies(pass.Buffers.Layout, pass.Count);

    private void MultiplyAlive(in PassContext pass)
    {
        Product product = AllOf(pass, pass.Buffers.Pattern.Alive);
        if (!ProductCostModel.IsWide(Memory.Inputs))
        {
            pass.Multiply(product);
            return;
        }

        AliveProductRows rows = new(pass.Kernels, product);
        bool isShared = pass.Costs.IsShared((long)pass.Count * pass.Buffers.Pattern.Alive.Length, product.Result.Columns);
        pass.Rows.Run(rows, pass.Count, isShared);
    }

    private ProductStrategy ForwardStrategy(in PassContext pass, in Matrix units)
    {
        ActivationPattern pattern = pass.Buffers.Pattern;
        ProductStrategy strategy = ProductStrategy.Sparse;
        if (pass.Count > FewStates || pass.Costs.Forced is not null)
        {
            int? rank = Source is StateStep { Rectification: Rectification.ByReader } first ? LowRankForward.RankOf(pass, first)
                : IsNormalized(pass) ? pass.Buffers.NormalizedForward.Rank
                : null;
            long? deviations = FindDeviations(pass, units, rank);
            if (pass.Costs.AreFew(deviations, pass.Count, Memory.Inputs))
                return ProductStrategy.CommonPlusSparse;
            pattern.Read(units);
            strategy = pass.Costs.Forward(pattern, pass.Count, rank, deviations);
        }

        if (strategy == ProductStrategy.Sparse)
            pattern.ClearBaseline(Memory.Inputs);
        return strategy;
    }

    // An alternative to the low-rank part for units that are no linear function of few values; only worthwhile for many
    // units.
    private long? FindDeviations(in PassContext pass, in Matrix units, int? rank)
    {
        if (rank is not null || (!ProductCostModel.IsWide(Memory.Inputs) && pass.Costs.Forced != ProductStrategy.CommonPlusSparse))
            return null;
        // If the rectifier is left to the reader, it has not been applied yet.
        pass.Kernels.Rectify(units);
        return pass.Buffers.CommonForward.Find(pass, units);
    }

    private void MultiplyExceptionsBack(
        in PassContext pass, ActivationPattern pattern, in Matrix gradient, bool isLowRank)
    {
        LowRankBackward lowRank = pass.Buffers.LowRankBackward;
        SparseRows byUnit = pass.Buffers.ExceptionsByUnit;
        byUnit.Transpose(pattern.Exceptions, pass.Count, Memory.Outputs);
        SparseProduct weights = new()
        {
            Left = gradient.Transposed,
            Places = byUnit,
            Right = pass.Values(Input),
            CommonLeft = isLowRank ? lowRank.OutputWeights(Output).Transposed : default,
            CommonRight = isLowRank ? lowRank.InputSums(Input) : default,
            Result = Memory.Weights(pass.ParameterGradient),
        };
        pass.Multiply(weights, pattern.ExceptionCount, FindDueRows(pass, pattern));

        Span<float> biases = Memory.Biases(pass.ParameterGradient);
        SumExceptions(byUnit, gradient, biases);
        if (isLowRank)
            lowRank.AddBiases(pass, Output, biases);

        SparseProduct inputs = new()
        {
            Left = gradient,
            Places = pattern.Exceptions,
            Right = Memory.Weights(pass.Parameters.Weights),
            CommonLeft = isLowRank ? pass.Gradients(pass.Buffers.Layout.OutputColumns) : default,
            CommonRight = isLowRank ? lowRank.InputWeights(Input) : default,
            Result = pass.Gradients(Input),
            Gate = Gate(pass),
        };
        pass.Multiply(inputs, pattern.ExceptionCount);
    }

    // A unit that is off in every state has a zero gradient: it is written once and skipped afterwards.
    private ReadOnlySpan<bool> FindDueRows(in PassContext pass, ActivationPattern pattern)
    {
        Span<bool> due = pass.Buffers.Due[..Memory.Outputs], written = pass.Buffers.Written(Output);
        written.CopyTo(due);
        written.Clear();
        foreach (int unit in pattern.Alive)
            due[unit] = written[unit] = true;
        if (IsDivided)
            written.Fill(true);
        return due;
    }

    private static void SumExceptions(SparseRows byUnit, in Matrix gradient, Span<float> biases)
    {
        ReadOnlySpan<int> starts = byUnit.Starts;
        for (int unit = 0; unit < biases.Length; unit++)
        {
            float sum = 0;
            foreach (int state in byUnit.Columns[starts[unit]..starts[unit + 1]])
                sum += gradient.At(state, unit);
            biases[unit] = sum;
        }
    }
}
