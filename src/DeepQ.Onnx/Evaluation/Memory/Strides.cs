using DeepQ.Onnx.Guarding.Shapes;

namespace DeepQ.Onnx.Evaluation.Memory;

/// <summary>
/// Loops over the elements of a value, with the distances of neighbors along each axis in other values. Axes that can
/// be combined are.
/// </summary>
internal sealed class Strides
{
    private readonly int[] _lengths;
    private readonly int[][] _strides;
    private readonly bool _batched;

    /// <param name="lengths">The length of each axis; of the first one per state if it is batched.</param>
    /// <param name="batched">Whether the length of the first axis is per state.</param>
    /// <param name="strides">The distances in each of the other values.</param>
    public Strides(IReadOnlyList<long> lengths, bool batched, params IReadOnlyList<int[]> strides)
    {
        List<int> kept = [];
        List<List<int>> keptStrides = [.. strides.Select(_ => new List<int>())];
        for (int axis = lengths.Count - 1; axis >= 0; axis--)
        {
            if (lengths[axis] == 1 && !(batched && axis == 0))
                continue;
            int length = (int)lengths[axis];
            bool joins = kept.Count > 0 && Enumerable.Range(0, strides.Count)
                .All(i => strides[i][axis] == keptStrides[i][0] * kept[0]);
            if (joins)
            {
                kept[0] *= length;
                continue;
            }

            kept.Insert(0, length);
            for (int i = 0; i < strides.Count; i++)
                keptStrides[i].Insert(0, strides[i][axis]);
        }

        if (kept.Count == 0)
        {
            kept.Add(1);
            keptStrides.ForEach(all => all.Add(0));
        }

        _lengths = [.. kept];
        _strides = [.. keptStrides.Select(all => all.ToArray())];
        _batched = batched;
    }

    /// <summary>The distance between two elements of the innermost axis, for each of the others.</summary>
    public int Inner(int index) => _strides[index][^1];

    /// <summary>Loops over values that are broadcast along axes, as in NumPy.</summary>
    /// <param name="result">The value to loop over.</param>
    /// <param name="inputs">The values that are broadcast to its shape.</param>
    public static Strides Broadcast(GuardedShape result, params IEnumerable<GuardedShape> inputs) => new(
        result.Axes, result.Batched, [.. inputs.Select(input => Of(input, result))]);

    /// <summary>Returns the distances between neighbors along each axis of a contiguous value.</summary>
    public static int[] Of(GuardedShape shape)
    {
        int[] strides = new int[shape.Rank];
        int stride = 1;
        for (int axis = shape.Rank - 1; axis >= 0; axis--)
        {
            strides[axis] = stride;
            stride = checked(stride * (int)shape.Axes[axis]);
        }

        return strides;
    }

    /// <summary>Calls for each innermost line of elements, in order.</summary>
    /// <param name="states">The number of states.</param>
    /// <param name="line">Called with the offset of the first element in the other values, and the number of elements.</param>
    public void Each<TLine>(int states, ref TLine line)
        where TLine : struct, ILine, allows ref struct
    {
        int axes = _lengths.Length;
        Span<int> at = stackalloc int[GuardedShape.MaxRank + 1];
        Span<int> offsets = stackalloc int[4];
        at.Clear();
        offsets.Clear();
        int first = _batched ? _lengths[0] * states : _lengths[0];
        int length = axes == 1 ? first : _lengths[^1];
        while (true)
        {
            line.Run(offsets, length);
            int axis = axes - 2;
            for (; axis >= 0; axis--)
            {
                for (int i = 0; i < _strides.Length; i++)
                    offsets[i] += _strides[i][axis];
                if (++at[axis] < (axis == 0 ? first : _lengths[axis]))
                    break;
                for (int i = 0; i < _strides.Length; i++)
                    offsets[i] -= _strides[i][axis] * at[axis];
                at[axis] = 0;
            }

            if (axis < 0)
                return;
        }
    }

    private static int[] Of(GuardedShape input, GuardedShape result)
    {
        int[] own = Of(input);
        int missing = result.Rank - input.Rank;
        return
        [
            .. Enumerable.Range(0, result.Rank).Select(axis =>
                axis < missing || (input.Axes[axis - missing] == 1 && !(axis == 0 && input.Batched)) ? 0 : own[axis - missing]),
        ];
    }
}
