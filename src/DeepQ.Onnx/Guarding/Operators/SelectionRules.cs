using DeepQ.Onnx.Graphs;
using DeepQ.Onnx.Guarding.Limits;
using DeepQ.Onnx.Guarding.Shapes;

namespace DeepQ.Onnx.Guarding.Operators;

/// <summary>Operators that combine and select elements.</summary>
internal static class SelectionRules
{
    public static GuardedValue[] Concat(GuardedNode node)
    {
        GuardedValue first = node.Input(0);
        int axis = node.InnerAxis(node.Int("axis", 1), first.Shape);
        Int128 length = 0;
        foreach (GuardedValue input in node.Inputs)
        {
            node.Require(input.Type == first.Type && input.Shape.Rank == first.Shape.Rank
                && input.Shape.With(axis, 1).SameAs(first.Shape.With(axis, 1)),
                $"joins {first.Type} {first.Shape} and {input.Type} {input.Shape} along the axis {axis}");
            length += input.Shape.Axes[axis];
        }

        GuardedShape shape = first.Shape.With(axis, (long)Int128.Min(length, OnnxLimits.Most + 1));
        bool known = shape is { Rank: 1, Batched: false, Count: <= GuardedValue.MostKnown } && node.Inputs.All(input => input.Known is not null);
        node.Costs(shape.Count, shape.Batched);
        return [new(first.Type, shape, known ? [.. node.Inputs.SelectMany(input => input.Known!)] : null)];
    }

    public static GuardedValue[] Slice(GuardedNode node)
    {
        GuardedValue input = node.Input(0);
        bool inputs = node.Version >= 10;
        node.Require(inputs ? node.InputCount >= 3 : node.InputCount == 1, "has another number of inputs than its version");
        long[] starts = (inputs ? node.KnownInts(1) : node.Ints("starts")) ?? [];
        long[] ends = (inputs ? node.KnownInts(2) : node.Ints("ends")) ?? [];
        long[] axes = (!inputs ? node.Ints("axes") : node.Optional(3) is null ? null : node.KnownInts(3))
            ?? [.. Enumerable.Range(0, starts.Length).Select(axis => (long)axis)];
        long[] steps = inputs && node.Optional(4) is not null ? node.KnownInts(4) : [.. starts.Select(_ => 1L)];
        node.Require(starts.Length == ends.Length && axes.Length == starts.Length && steps.Length == starts.Length,
            "has other starts than ends");
        int[] chosen = [.. axes.Select(axis => node.InnerAxis(axis, input.Shape))];
        node.Require(chosen.Distinct().Count() == chosen.Length, "cuts an axis twice");

        GuardedShape shape = input.Shape;
        IReadOnlyList<Length>? known = input.Known;
        for (int i = 0; i < chosen.Length; i++)
        {
            (long from, long count) = Range(node, shape.Axes[chosen[i]], starts[i], ends[i], steps[i]);
            shape = shape.With(chosen[i], count);
            if (known is not null)
                known = shape.Rank == 1 ? [.. Enumerable.Range(0, (int)count).Select(k => input.Known![(int)(from + (k * steps[i]))])] : null;
        }

        node.Costs((Int128)2 * shape.Count, shape.Batched);
        return [new(input.Type, shape, known)];
    }

    public static GuardedValue[] Split(GuardedNode node)
    {
        GuardedValue input = node.Input(0);
        int axis = node.InnerAxis(node.Int("axis", 0), input.Shape);
        long[]? parts = node.Ints("split") ?? (node.Optional(1) is null ? null : node.KnownInts(1));
        long outputs = node.Int("num_outputs", node.OutputCount);
        long length = input.Shape.Axes[axis];
        node.Require(outputs == node.OutputCount && outputs >= 1, "has another number of outputs than it says");
        parts ??= length % outputs == 0 ? [.. Enumerable.Repeat(length / outputs, (int)outputs)] : throw node.Refused(
            $"splits {length} in {outputs} unequal parts");
        node.Require(parts.Length == outputs && parts.All(part => part >= 1 && part <= length) && parts.Sum() == length,
            $"splits {length} in other parts than it has");
        node.Costs(input.Shape.Count, input.Shape.Batched);
        return [.. parts.Select(part => new GuardedValue(input.Type, input.Shape.With(axis, part)))];
    }

    public static GuardedValue[] Gather(GuardedNode node)
    {
        (GuardedValue data, GuardedValue indices) = (node.Input(0), node.Input(1));
        node.Require(indices.IsWhole, $"is indexed by {indices.Type}");
        int axis = node.InnerAxis(node.Int("axis", 0), data.Shape);
        long length = data.Shape.Axes[axis];
        // An index chosen by a state may be out of range, and a run would end in an exception.
        bool chosenByState = indices.Known is null && node.Profile == OnnxProfile.Pipeline;
        node.Require(chosenByState || node.KnownInts(1).All(index => index >= -length && index < length),
            $"has an index beyond the {length} of the axis {axis}");
        if (indices.Shape.Batched && (data.Shape.Batched || axis > 0))
            throw node.Mixes();
        GuardedShape shape = new(
            data.Shape.Batched || indices.Shape.Batched,
            [.. data.Shape.Axes[..axis], .. indices.Shape.Axes, .. data.Shape.Axes[(axis + 1)..]]);
        node.Costs((Int128)4 * shape.Count, shape.Batched);
        IReadOnlyList<Length>? known = data.Known is { } values && data.Shape.Rank == 1 && shape.Rank <= 1 && !chosenByState
            ? [.. node.KnownInts(1).Select(index => values[(int)(index < 0 ? index + length : index)])]
            : null;
        return [new(data.Type, shape, known)];
    }

    private static (long From, long Count) Range(GuardedNode node, long length, long start, long end, long step)
    {
        node.Require(step != 0 && step is > -OnnxLimits.Most and < OnnxLimits.Most, $"has a step of {step}");
        long from = Math.Clamp(start < 0 ? start + length : start, step > 0 ? 0 : -1, step > 0 ? length : length - 1);
        long to = Math.Clamp(end < 0 ? end + length : end, step > 0 ? 0 : -1, step > 0 ? length : length - 1);
        long count = step > 0 ? (to - from + step - 1) / step : (from - to - step - 1) / -step;
        return count >= 1 && from >= 0 ? (from, count) : throw node.Refused($"takes nothing, from {start} to {end} of {length}");
    }
}
