using DeepQ.Onnx.Evaluation.Kernels;
using DeepQ.Onnx.Evaluation.Memory;
using DeepQ.Onnx.Guarding.Shapes;

namespace DeepQ.Onnx.Evaluation.Operators;

/// <summary>Operators that reduce several values to one.</summary>
internal static class ReductionOperators
{
    public static void Reduce(EvaluatedNode node)
    {
        ElementwiseOperators.RequireFloat(node, 0);
        GuardedShape shape = node.Shape(0);
        long[]? named = node.Settings.Ints("axes") ?? (node.Has(1) ? node.Settings.KnownInts(1) : null);
        if (named is null or [] && node.Settings.Flag("noop_with_empty_axes", false))
        {
            node.Alias();
            return;
        }

        // Axes of one element have no effect, wherever they are.
        int[] axes =
        [
            .. (named is null or [] ? Enumerable.Range(0, shape.Rank) : named.Select(axis => node.Settings.Axis(axis, shape.Rank)))
                .Where(axis => shape.Axes[axis] > 1)
                .Order(),
        ];
        Rows rows = axes.Length == 0 ? new((int)shape.Count, 1, 1) : Rows.Along(shape, axes[0], axes[^1]);
        if (Enumerable.Range(0, Math.Max(0, axes.Length - 1)).Any(i => shape.Axes.AsSpan((axes[i] + 1)..axes[i + 1]).ContainsAnyExcept(1)))
            throw node.Unsupported("over axes that are not next to each other");
        switch (node.Operator)
        {
            case "ReduceMean": Emit<Reduction.Mean>(node, rows); break;
            case "ReduceSum": Emit<Reduction.Sum>(node, rows); break;
            case "ReduceMax": Emit<Reduction.Greatest>(node, rows); break;
            case "ReduceMin": Emit<Reduction.Least>(node, rows); break;
            case "ReduceProd": Emit<Reduction.Multiplied>(node, rows); break;
            case "ReduceL1": Emit<Reduction.Absolute>(node, rows); break;
            case "ReduceL2": Emit<Reduction.Length>(node, rows); break;
            case "ReduceSumSquare": Emit<Reduction.Squares>(node, rows); break;
            case "ReduceLogSum": Emit<Reduction.LogSum>(node, rows); break;
            default: LogSumExp(node, rows); break;
        }
    }

    public static void ArgMax(EvaluatedNode node)
    {
        ElementwiseOperators.RequireFloat(node, 0);
        GuardedShape shape = node.Shape(0);
        Rows rows = Rows.Along(shape, node.Settings.Axis(node.Settings.Int("axis", 0), shape.Rank));
        bool last = node.Settings.Flag("select_last_index", false);
        float sign = node.Operator == "ArgMax" ? 1 : -1;
        Storage from = node.Read(0), to = node.Write();
        node.Emit((memory, states) =>
        {
            ReadOnlySpan<float> values = memory.Of<float>(from, states);
            Span<long> result = memory.Of<long>(to, states);
            for (int i = 0; i < result.Length; i++)
            {
                int first = (i / rows.Inner * rows.Length * rows.Inner) + (i % rows.Inner);
                (int best, float most) = (0, sign * values[first]);
                for (int place = 1; place < rows.Length; place++)
                {
                    float value = sign * values[first + (place * rows.Inner)];
                    if (value > most || (last && value == most))
                        (best, most) = (place, value);
                }

                result[i] = best;
            }
        });
    }

    private static void Emit<TReduction>(EvaluatedNode node, Rows rows)
        where TReduction : IReduction
    {
        Storage from = node.Read(0), to = node.Write();
        if (rows.Inner == 1)
        {
            node.Emit((memory, states) =>
                Reduction.Rows<TReduction>(memory.Of<float>(from, states), memory.Of<float>(to, states), rows.Length));
        }
        else
        {
            node.Emit((memory, states) => Reduction.Columns<TReduction>(
                memory.Of<float>(from, states), memory.Of<float>(to, states), rows.Length, rows.Inner));
        }
    }

    private static void LogSumExp(EvaluatedNode node, Rows rows)
    {
        Storage from = node.Read(0), to = node.Write();
        node.Emit((memory, states) =>
        {
            ReadOnlySpan<float> values = memory.Of<float>(from, states);
            Span<float> result = memory.Of<float>(to, states);
            for (int i = 0; i < result.Length; i++)
            {
                int first = (i / rows.Inner * rows.Length * rows.Inner) + (i % rows.Inner);
                float most = float.NegativeInfinity, sum = 0;
                for (int place = 0; place < rows.Length; place++)
                    most = Math.Max(most, values[first + (place * rows.Inner)]);
                for (int place = 0; place < rows.Length; place++)
                    sum += MathF.Exp(values[first + (place * rows.Inner)] - most);
                result[i] = most + MathF.Log(sum);
            }
        });
    }
}
