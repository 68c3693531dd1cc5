namespace DeepQ.Onnx;

/// <summary>Bounds the size of what a node gives.</summary>
internal static class GuardedSizes
{
    private const int MaxAxes = 16;

    /// <exception cref="PolicyFormatException">Its settings are impossible, or it is too large.</exception>
    public static GuardedSize Of(GuardedNode node) => GuardedOperators.KindOf(node.Operator) switch
    {
        GuardedKind.Elementwise => Broadcast(node),
        GuardedKind.SameShape => Counted(node.Input(0)),
        GuardedKind.Reduction => Reduce(node),
        GuardedKind.NotLarger => GuardedSize.AtMost(node.Input(0).Count),
        GuardedKind.Product => Multiply(node),
        GuardedKind.Window => GuardedWindow.SizeOf(node),
        GuardedKind.Sum => Join(node),
        GuardedKind.Gather => Select(node),
        GuardedKind.Reshape => Reshape(node),
        GuardedKind.Flatten => Flatten(node),
        GuardedKind.Transpose => Transpose(node),
        GuardedKind.Unsqueeze => Unsqueeze(node),
        GuardedKind.Constant => Constant(node),
        _ => GuardedSize.AtMost(MaxAxes),
    };

    private static GuardedSize Counted(GuardedSize size) =>
        size.Shape is null ? GuardedSize.AtMost(size.Count) : GuardedSize.Of(size.Shape);

    private static GuardedSize Broadcast(GuardedNode node)
    {
        GuardedSize result = node.Input(0);
        foreach (GuardedSize other in node.Inputs.Skip(1))
        {
            result = result.Shape is { } a && other.Shape is { } b ? GuardedSize.Of(Broadcast(a, b))
                : GuardedSize.AtMost((Int128)result.Count * other.Count);
        }

        return Counted(result);
    }

    private static long[] Broadcast(long[] a, long[] b)
    {
        int axes = Math.Max(a.Length, b.Length);
        return
        [
            .. Enumerable.Range(0, axes).Select(i => Math.Max(
                i < axes - a.Length ? 1 : a[i - (axes - a.Length)],
                i < axes - b.Length ? 1 : b[i - (axes - b.Length)])),
        ];
    }

    private static GuardedSize Reduce(GuardedNode node)
    {
        GuardedSize input = node.Input(0);
        bool arg = node.Operator.StartsWith("Arg", StringComparison.Ordinal);
        long[]? axes = arg ? [node.Int("axis", 0)]
            : node.Attribute("axes") is { } attribute ? [.. attribute.Ints]
            : node.Constant(1);
        if (input.Shape is not { } shape || axes is null)
            return GuardedSize.AtMost(input.Count);

        HashSet<long> reduced = [.. axes.Select(axis => Axis(node, axis, shape.Length))];
        bool keep = node.Int("keepdims", 1) != 0;
        return GuardedSize.Of(
        [
            .. shape.Index().Where(axis => keep || !reduced.Contains(axis.Index))
                .Select(axis => reduced.Contains(axis.Index) ? 1 : axis.Item),
        ]);
    }

    private static GuardedSize Multiply(GuardedNode node)
    {
        (GuardedSize a, GuardedSize b) = (node.Input(0), node.Input(1));
        if (b.Shape is not [var rows, var columns])
        {
            return a.Shape is [.. var outer, var m, var k] && b.Shape is [.. var others, var same, var n] && k == same
                ? GuardedSize.Of([.. Broadcast(outer, others), m, n])
                : GuardedSize.AtMost((Int128)a.Count * b.Count);
        }

        bool gemm = node.Operator == "Gemm";
        if (gemm && node.Int("transB", 0) != 0)
            (rows, columns) = (columns, rows);
        if (a.Shape is null)
            return GuardedSize.AtMost((Int128)a.Count / Math.Max(rows, 1) * columns);

        long[] left = gemm && node.Int("transA", 0) != 0 ? [.. a.Shape.Reverse()] : a.Shape;
        return left.Length > 0 && left[^1] == rows
            ? GuardedSize.Of([.. left[..^1], columns])
            : throw node.Refused($"multiplies rows of {(left.Length > 0 ? left[^1] : 0)} with columns of {rows}");
    }

    private static GuardedSize Join(GuardedNode node)
    {
        long[]?[] shapes = [.. node.Inputs.Select(input => input.Shape)];
        if (node.Operator != "Concat" || shapes.Any(shape => shape is null || shape.Length != shapes[0]!.Length))
            return GuardedSize.AtMost(node.Inputs.Aggregate((Int128)0, (sum, input) => sum + input.Count));

        long[] shape = [.. node.Input(0).Shape!];
        long axis = Axis(node, node.Int("axis", 1), shape.Length);
        shape[axis] = shapes.Sum(each => each![axis]);
        return GuardedSize.Of(shape);
    }

    private static GuardedSize Select(GuardedNode node)
    {
        if (node.Operator == "OneHotEncoder")
        {
            // A category takes a byte of the file at least.
            int categories = (node.Attribute("cats_int64s") ?? node.Attribute("cats_strings"))?.CalculateSize() ?? 1;
            return GuardedSize.AtMost((Int128)node.Input(0).Count * categories);
        }

        (GuardedSize data, GuardedSize indices) = (node.Input(0), node.Input(1));
        if (data.Shape is not { } shape || indices.Shape is not { } selected)
            return GuardedSize.AtMost((Int128)data.Count * indices.Count);
        int axis = (int)Axis(node, node.Int("axis", 0), shape.Length);
        return GuardedSize.Of([.. shape[..axis], .. selected, .. shape[(axis + 1)..]]);
    }

    private static GuardedSize Reshape(GuardedNode node)
    {
        GuardedSize input = node.Input(0);
        if (node.Constant(1) is not { } target || input.Shape is not { } shape)
            return GuardedSize.AtMost(input.Count);
        if (target.Count(length => length == -1) > 1 || target.Any(length => length < -1))
            throw node.Refused($"reshapes to ({string.Join(", ", target)})");

        long[] result = [.. target.Index().Select(axis =>
            axis.Item == 0 && axis.Index < shape.Length ? shape[axis.Index] : axis.Item)];
        int rest = Array.IndexOf(result, -1);
        if (rest >= 0)
        {
            GuardedSize others = GuardedSize.Of([.. result.Where(length => length != -1)]);
            result[rest] = others.Count > 0 ? input.Count / others.Count : 0;
        }

        GuardedSize size = GuardedSize.Of(result);
        return size.Count == input.Count
            ? size
            : throw node.Refused($"reshapes {input.Count} elements to ({string.Join(", ", target)})");
    }

    private static GuardedSize Flatten(GuardedNode node)
    {
        GuardedSize input = node.Input(0);
        if (input.Shape is not { } shape)
            return GuardedSize.AtMost(input.Count);
        long axis = node.Int("axis", 1);
        int split = (int)(axis == shape.Length ? axis : Axis(node, axis, shape.Length));
        return GuardedSize.Of(GuardedSize.Of(shape[..split]).Count, GuardedSize.Of(shape[split..]).Count);
    }

    private static GuardedSize Transpose(GuardedNode node)
    {
        GuardedSize input = node.Input(0);
        if (input.Shape is not { } shape)
            return GuardedSize.AtMost(input.Count);
        if (node.Attribute("perm") is not { } order)
            return GuardedSize.Of([.. shape.Reverse()]);
        return order.Ints.Order().SequenceEqual(Enumerable.Range(0, shape.Length).Select(axis => (long)axis))
            ? GuardedSize.Of([.. order.Ints.Select(axis => shape[axis])])
            : throw node.Refused($"reorders the axes to {string.Join(", ", order.Ints.Take(MaxAxes))}");
    }

    private static GuardedSize Unsqueeze(GuardedNode node)
    {
        GuardedSize input = node.Input(0);
        long[]? axes = node.Attribute("axes") is { } attribute ? [.. attribute.Ints] : node.Constant(1);
        if (input.Shape is not { } shape || axes is null || axes.Length + shape.Length > MaxAxes)
            return GuardedSize.AtMost(input.Count);
        List<long> result = [.. shape];
        foreach (long axis in axes.Select(axis => Axis(node, axis, shape.Length + axes.Length)).Order())
            result.Insert(axis <= result.Count ? (int)axis : throw node.Refused($"adds the axis {axis}"), 1);
        return GuardedSize.Of([.. result]);
    }

    private static GuardedSize Constant(GuardedNode node) => node.Attribute("value")?.T is { } tensor
        ? GuardedSize.Of([.. tensor.Dims])
        : GuardedSize.AtMost(node.Attribute("value_ints")?.Ints.Count ?? node.Attribute("value_floats")?.Floats.Count ?? 1);

    private static long Axis(GuardedNode node, long axis, int axes)
    {
        long counted = axis < 0 ? axis + axes : axis;
        return counted >= 0 && counted < axes
            ? counted
            : throw node.Refused($"names the axis {axis} of {axes}");
    }
}
