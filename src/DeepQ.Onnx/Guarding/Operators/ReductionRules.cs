using DeepQ.Onnx.Graphs;
using DeepQ.Onnx.Guarding.Shapes;

namespace DeepQ.Onnx.Guarding.Operators;

/// <summary>Operators that reduce several values to one.</summary>
internal static class ReductionRules
{
    public static GuardedValue[] Reduce(GuardedNode node)
    {
        GuardedValue input = node.Input(0);
        bool whole = input.IsWhole && node.Operator is "ReduceSum" or "ReduceMax" or "ReduceMin" or "ReduceProd";
        node.Require(input.IsFloat || whole, $"is given {input.Type}");
        long[]? axes = node.Ints("axes") ?? (node.Optional(1) is null ? null : node.KnownInts(1));
        bool nothing = node.Flag("noop_with_empty_axes", false);
        bool keep = node.Flag("keepdims", true);
        node.Costs((Int128)(node.Operator == "ReduceLogSumExp" ? 64 : 4) * input.Shape.Count, input.Shape.Batched);
        if (axes is null or [])
        {
            if (nothing)
                return [input with { Known = null }];
            axes = [.. Enumerable.Range(0, input.Shape.Rank).Select(axis => (long)axis)];
        }

        HashSet<int> reduced = [.. axes.Select(axis => node.InnerAxis(axis, input.Shape))];
        return [new(input.Type, Without(input.Shape, reduced, keep))];
    }

    public static GuardedValue[] ArgMax(GuardedNode node)
    {
        GuardedValue input = ElementwiseRules.Number(node, node.Input(0));
        int axis = node.InnerAxis(node.Int("axis", 0), input.Shape);
        node.Flag("select_last_index", false);
        bool keep = node.Flag("keepdims", true);
        node.Costs((Int128)4 * input.Shape.Count, input.Shape.Batched);
        return [new(OnnxElementType.Int64, Without(input.Shape, [axis], keep))];
    }

    public static GuardedValue[] TopK(GuardedNode node)
    {
        GuardedValue input = ElementwiseRules.Float(node, node.Input(0));
        int axis = node.InnerAxis(node.Int("axis", -1), input.Shape);
        node.Flag("largest", true);
        node.Flag("sorted", true);
        long count = node.Version < 10 ? node.Int("k", 0) : node.KnownInts(1) is [long k] ? k : 0;
        node.Require(count >= 1 && count <= input.Shape.Axes[axis], $"takes {count} of {input.Shape.Axes[axis]}");
        node.Costs((Int128)64 * input.Shape.Count, input.Shape.Batched);
        GuardedShape shape = input.Shape.With(axis, count);
        return [new(input.Type, shape), new(OnnxElementType.Int64, shape)];
    }

    private static GuardedShape Without(GuardedShape shape, HashSet<int> axes, bool keep) => new(
        shape.Batched,
        [
            .. shape.Axes.Index().Where(axis => keep || !axes.Contains(axis.Index))
                .Select(axis => axes.Contains(axis.Index) ? 1 : axis.Item),
        ]);
}
