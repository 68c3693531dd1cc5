using DeepQ.Onnx.Graphs;
using DeepQ.Onnx.Guarding.Limits;
using DeepQ.Onnx.Guarding.Shapes;

namespace DeepQ.Onnx.Guarding.Operators;

/// <summary>Operators that change the axes of the same elements.</summary>
internal static class ReshapingRules
{
    public static GuardedValue[] Reshape(GuardedNode node)
    {
        GuardedValue input = node.Input(0);
        IReadOnlyList<Length> target = node.Known(1);
        node.Require(!node.Flag("allowzero", false) || target.All(length => length.Count != 0), "makes an axis of no elements");
        node.Require(target.Count <= GuardedShape.MaxRank && target.Count(length => length.Count == -1) <= 1
            && target.All(length => length.Count >= -1), $"reshapes to ({string.Join(", ", target.Take(GuardedShape.MaxRank))})");
        Length[] lengths = [.. target.Select((length, axis) => length.Count == 0 ? Copied(node, input.Shape, axis) : length)];
        GuardedShape shape = input.Shape.Batched ? OfBatch(node, input.Shape, lengths) : Fixed(node, input.Shape, lengths);
        return [input with { Shape = shape, Known = shape.Rank <= 1 ? input.Known : null }];
    }

    public static GuardedValue[] Flatten(GuardedNode node)
    {
        GuardedValue input = node.Input(0);
        long axis = node.Int("axis", 1);
        int split = axis == input.Shape.Rank ? (int)axis : node.Axis(axis, input.Shape.Rank);
        if (split == 0 && input.Shape.Batched)
            throw node.Mixes();
        long first = GuardedShape.Fixed(input.Shape.Axes[..split]).Count;
        return [new(input.Type, new(input.Shape.Batched, first, input.Shape.Count / first))];
    }

    public static GuardedValue[] Transpose(GuardedNode node)
    {
        GuardedValue input = node.Input(0);
        int rank = input.Shape.Rank;
        long[] order = node.Ints("perm") ?? [.. Enumerable.Range(0, rank).Select(axis => (long)(rank - 1 - axis))];
        node.Require(order.Order().SequenceEqual(Enumerable.Range(0, rank).Select(axis => (long)axis)),
            $"reorders the axes to {string.Join(", ", order.Take(GuardedShape.MaxRank))}");
        if (input.Shape.Batched && order[0] != 0)
            throw node.Mixes();
        node.Costs((Int128)4 * input.Shape.Count, input.Shape.Batched);
        return [new(input.Type, new(input.Shape.Batched, [.. order.Select(axis => input.Shape.Axes[axis])]))];
    }

    public static GuardedValue[] Unsqueeze(GuardedNode node)
    {
        GuardedValue input = node.Input(0);
        long[] axes = Axes(node) ?? throw node.Refused("names no axes");
        int rank = input.Shape.Rank + axes.Length;
        node.Require(rank <= GuardedShape.MaxRank, "makes too many axes");
        int[] added = [.. axes.Select(axis => node.Axis(axis, rank)).Distinct()];
        node.Require(added.Length == axes.Length, "adds an axis twice");
        if (input.Shape.Batched && added.Contains(0))
            throw node.Mixes();
        Queue<long> lengths = new(input.Shape.Axes);
        long[] result = [.. Enumerable.Range(0, rank).Select(axis => added.Contains(axis) ? 1 : lengths.Dequeue())];
        return [input with { Shape = new(input.Shape.Batched, result), Known = result.Length <= 1 ? input.Known : null }];
    }

    public static GuardedValue[] Squeeze(GuardedNode node)
    {
        GuardedValue input = node.Input(0);
        GuardedShape shape = input.Shape;
        // Without explicit axes, a batch of one state would lose its axis, too.
        int[] removed = Axes(node) is { } axes
            ? [.. axes.Select(axis => node.InnerAxis(axis, shape))]
            : !shape.Batched ? [.. Enumerable.Range(0, shape.Rank).Where(axis => shape.Axes[axis] == 1)]
            : throw node.Mixes();
        node.Require(removed.All(axis => shape.Axes[axis] == 1), $"removes axes of {shape} that are longer than 1");
        long[] result = [.. shape.Axes.Where((_, axis) => !removed.Contains(axis))];
        return [input with { Shape = new(shape.Batched, result) }];
    }

    public static GuardedValue[] Expand(GuardedNode node)
    {
        GuardedValue input = node.Input(0);
        IReadOnlyList<Length> target = node.Known(1);
        node.Require(target.Count <= GuardedShape.MaxRank && target.All(length => length.Count >= 1)
            && target.Skip(1).All(length => !length.OfBatch), "expands to a shape that it may not have");
        GuardedShape other = new(target.Count > 0 && target[0].OfBatch, [.. target.Select(length => length.Count)]);
        GuardedShape result = GuardedShape.Broadcast(input.Shape, other)
            ?? throw node.Refused($"expands {input.Shape} to {other}");
        node.Costs(result.Count, result.Batched);
        return [new(input.Type, result)];
    }

    public static GuardedValue[] Tile(GuardedNode node)
    {
        GuardedValue input = node.Input(0);
        long[] repeats = node.KnownInts(1);
        node.Require(repeats.Length == input.Shape.Rank && repeats.All(count => count is >= 1 and <= OnnxLimits.Most),
            "repeats a wrong number of axes");
        if (input.Shape.Batched && repeats[0] != 1)
            throw node.Mixes();
        GuardedShape result = new(
            input.Shape.Batched, [.. input.Shape.Axes.Select((length, i) => (long)Int128.Min(OnnxLimits.Most, (Int128)length * repeats[i]))]);
        node.Costs(result.Count, result.Batched);
        return [new(input.Type, result)];
    }

    private static long[]? Axes(GuardedNode node) =>
        node.Ints("axes") ?? (node.Optional(1) is null ? null : node.KnownInts(1));

    private static Length Copied(GuardedNode node, GuardedShape shape, int axis) => axis < shape.Rank
        ? new(shape.Axes[axis], shape.Batched && axis == 0)
        : throw node.Refused($"copies the axis {axis} of {shape.Rank}");

    private static GuardedShape Fixed(GuardedNode node, GuardedShape shape, Length[] lengths)
    {
        node.Require(lengths.All(length => !length.OfBatch), "gives each state a part of what is the same for all");
        int rest = Array.FindIndex(lengths, length => length.Count == -1);
        long others = GuardedShape.Fixed([.. lengths.Where(length => length.Count != -1).Select(length => length.Count)]).Count;
        if (rest >= 0)
            lengths[rest] = new(shape.Count / others);
        GuardedShape result = GuardedShape.Fixed([.. lengths.Select(length => length.Count)]);
        node.Require(result.Count == shape.Count, $"reshapes {shape} to {result}");
        return result;
    }

    private static GuardedShape OfBatch(GuardedNode node, GuardedShape shape, Length[] lengths)
    {
        // The first axis is the batch, named or left open; the other axes belong to a state.
        if (lengths.Length == 0 || !(lengths[0].OfBatch || lengths[0].Count == -1) || lengths.Skip(1).Any(length => length.OfBatch))
            throw node.Mixes();
        int rest = Array.FindIndex(lengths, length => length.Count == -1);
        long others = GuardedShape.Fixed([.. lengths.Where(length => length.Count != -1).Select(length => length.Count)]).Count;
        if (rest >= 0)
            lengths[rest] = new(shape.Count / others);
        GuardedShape result = new(true, [.. lengths.Select(length => length.Count)]);
        node.Require(result.Count == shape.Count, $"reshapes {shape} to {result}");
        return result;
    }
}
