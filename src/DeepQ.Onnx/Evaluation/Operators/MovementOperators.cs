using DeepQ.Onnx.Evaluation.Memory;
using DeepQ.Onnx.Guarding.Shapes;

namespace DeepQ.Onnx.Evaluation.Operators;

/// <summary>Operators that move elements or change axes.</summary>
internal static class MovementOperators
{
    /// <summary>Changes the axes of the same elements.</summary>
    public static void Alias(EvaluatedNode node) => node.Alias();

    /// <summary>Passes values through: nothing is dropped in a network that acts.</summary>
    public static void Dropout(EvaluatedNode node)
    {
        if (node.OutputCount > 1)
            throw node.Unsupported("of two outputs");
        node.Alias();
    }

    public static void Transpose(EvaluatedNode node)
    {
        GuardedShape from = node.Shape(0);
        long[] order = node.Settings.Ints("perm") ?? [.. Enumerable.Range(0, from.Rank).Select(axis => (long)(from.Rank - 1 - axis))];
        int[] strides = Strides.Of(from);
        Move(node, 0, [.. order.Select(axis => strides[axis])]);
    }

    public static void Expand(EvaluatedNode node) =>
        Moves.Emit(node, node.Read(0), node.Write(), Strides.Broadcast(node.Output().Shape, node.Shape(0)), 0);

    public static void Tile(EvaluatedNode node)
    {
        // Each axis is treated as two: its number of repetitions, and the axis itself.
        GuardedShape from = node.Shape(0), to = node.Output().Shape;
        int[] strides = Strides.Of(from);
        List<long> lengths = [];
        List<int> steps = [];
        for (int axis = 0; axis < from.Rank; axis++)
        {
            if (!(axis == 0 && from.Batched))
            {
                lengths.Add(to.Axes[axis] / from.Axes[axis]);
                steps.Add(0);
            }

            lengths.Add(from.Axes[axis]);
            steps.Add(strides[axis]);
        }

        if (lengths.Count > GuardedShape.MaxRank)
            throw node.Unsupported("over so many axes");
        Moves.Emit(node, node.Read(0), node.Write(), new(lengths, to.Batched, [.. steps]), 0);
    }

    public static void Slice(EvaluatedNode node)
    {
        GuardedShape from = node.Shape(0);
        bool inputs = node.Settings.Version >= 10;
        long[] starts = (inputs ? node.Settings.KnownInts(1) : node.Settings.Ints("starts"))!;
        long[] axes = (!inputs ? node.Settings.Ints("axes") : node.Has(3) ? node.Settings.KnownInts(3) : null)
            ?? [.. Enumerable.Range(0, starts.Length).Select(axis => (long)axis)];
        long[] steps = inputs && node.Has(4) ? node.Settings.KnownInts(4) : [.. starts.Select(_ => 1L)];
        int[] strides = Strides.Of(from);
        int offset = 0;
        for (int i = 0; i < axes.Length; i++)
        {
            int axis = node.Settings.Axis(axes[i], from.Rank);
            long length = from.Axes[axis];
            long start = starts[i] < 0 ? starts[i] + length : starts[i];
            start = Math.Clamp(start, steps[i] > 0 ? 0 : -1, steps[i] > 0 ? length : length - 1);
            offset += (int)start * strides[axis];
            strides[axis] = checked((int)(strides[axis] * (node.Output().Shape.Axes[axis] == 1 ? 1 : steps[i])));
        }

        Move(node, offset, strides);
    }

    public static void Split(EvaluatedNode node)
    {
        GuardedShape from = node.Shape(0);
        int axis = node.Settings.Axis(node.Settings.Int("axis", 0), from.Rank);
        int[] strides = Strides.Of(from);
        Storage input = node.Read(0);
        List<Step> steps = [];
        int offset = 0;
        for (int i = 0; i < node.OutputCount; i++)
        {
            GuardedShape part = node.Output(i).Shape;
            steps.Add(Moves.Of(node, input, node.Write(i), new(part.Axes, part.Batched, strides), offset));
            offset += (int)part.Axes[axis] * strides[axis];
        }

        node.Emit(Moves.InTurn([.. steps]));
    }

    public static void Concat(EvaluatedNode node)
    {
        GuardedShape result = node.Output().Shape;
        int axis = node.Settings.Axis(node.Settings.Int("axis", 1), result.Rank);
        Join(node, Math.Max(axis, 0));
    }

    /// <summary>Concatenates the inputs along an axis.</summary>
    public static void Join(EvaluatedNode node, int axis)
    {
        Storage to = node.Write();
        List<Step> steps = [];
        int whole = Chunk(node.Output().Shape, axis), offset = 0;
        for (int i = 0; i < node.InputCount; i++)
        {
            int chunk = Chunk(node.Shape(i), axis);
            steps.Add(Moves.Chunks(node, node.Read(i), to, chunk, whole, offset));
            offset += chunk;
        }

        node.Emit(Moves.InTurn([.. steps]));
    }

    public static void Gather(EvaluatedNode node)
    {
        GuardedShape data = node.Shape(0);
        int axis = node.Settings.Axis(node.Settings.Int("axis", 0), data.Rank);
        Storage from = node.Read(0), indices = node.Read(1), to = node.Write();
        int chunk = Chunk(data, axis + 1), length = (int)data.Axes[axis];
        if (indices.Batched)
        {
            node.Emit(Moves.Looked(node, from, indices, to, chunk, length));
            return;
        }

        if (!indices.IsConstant)
            throw node.Unsupported("of places that are computed");
        // The guard tracks only few numbers; with more, or with computed ones, it does not know their values.
        int[] places = [.. Numbers(indices).Select(index => index >= -length && index < length
            ? (int)(index < 0 ? index + length : index)
            : throw node.Settings.Refused($"has an index {index} beyond the {length} of the axis {axis}"))];
        node.Emit(Moves.Taken(node, from, to, chunk, length, places));
    }

    public static void ArrayFeatureExtractor(EvaluatedNode node)
    {
        GuardedShape data = node.Shape(0);
        int[] places = [.. node.Settings.KnownInts(1).Select(index => (int)index)];
        node.Emit(Moves.Taken(node, node.Read(0), node.Write(), 1, (int)data.Axes[^1], places));
    }

    private static IEnumerable<long> Numbers(Storage constant) => constant.ElementSize == sizeof(int)
        ? constant.Constant<int>().ToArray().Select(number => (long)number)
        : constant.Constant<long>().ToArray();

    private static void Move(EvaluatedNode node, int offset, int[] strides)
    {
        GuardedShape to = node.Output().Shape;
        Moves.Emit(node, node.Read(0), node.Write(), new(to.Axes, to.Batched, strides), offset);
    }

    // The elements per index of the axes before one.
    private static int Chunk(GuardedShape shape, int axis)
    {
        long count = 1;
        for (int i = axis; i < shape.Rank; i++)
            count *= shape.Axes[i];
        return (int)count;
    }
}
