using DeepQ.Onnx.Graphs;
using DeepQ.Onnx.Guarding.Limits;

namespace DeepQ.Onnx.Guarding.Shapes;

/// <summary>The axes of a value, all with a length of at least one.</summary>
/// <remarks>
/// If a value is batched, its first axis is a multiple of the number of states, and each state has its own part of it,
/// in order: values of different states never mix, and no size grows faster than the number of states.
/// </remarks>
internal sealed class GuardedShape
{
    public const int MaxRank = 8;

    /// <exception cref="PolicyFormatException">There are too many axes, an axis is empty, or the value is too large.</exception>
    public GuardedShape(bool batched, params long[] axes)
    {
        if (axes.Length > MaxRank)
            throw Refusal.Because($"has a value of {axes.Length} axes; at most {MaxRank} are allowed");
        Int128 count = 1;
        foreach (long length in axes)
        {
            count *= length;
            if (length < 1 || count > OnnxLimits.Most)
                throw Refusal.Because($"has a value of the impossible shape ({string.Join(", ", axes)})");
        }

        (Batched, Axes, Count) = (batched && axes.Length > 0, axes, (long)count);
    }

    /// <summary>Whether the length of the first axis is per state.</summary>
    public bool Batched { get; }

    public long[] Axes { get; }

    public int Rank => Axes.Length;

    /// <summary>The number of elements, per state if it is batched.</summary>
    public long Count { get; }

    public static GuardedShape Fixed(params long[] axes) => new(false, axes);

    /// <summary>Returns the axes with another length for one of them.</summary>
    public GuardedShape With(int axis, long length)
    {
        long[] axes = [.. Axes];
        axes[axis] = length;
        return new(Batched, axes);
    }

    public bool SameAs(GuardedShape other) => Batched == other.Batched && Axes.AsSpan().SequenceEqual(other.Axes);

    /// <summary>Returns the broadcast shape of two shapes, as in NumPy; null if there is none.</summary>
    public static GuardedShape? Broadcast(GuardedShape a, GuardedShape b)
    {
        int rank = Math.Max(a.Rank, b.Rank);
        bool batched = a.Batched || b.Batched;
        long[] axes = new long[rank];
        for (int i = 0; i < rank; i++)
        {
            (long one, long other) = (a.Aligned(i, rank), b.Aligned(i, rank));
            if (one != other && one != 1 && other != 1)
                return null;
            axes[i] = Math.Max(one, other);
        }

        return !batched ? new(false, axes)
            : Leads(a, rank) && Leads(b, rank) && (!a.Batched || !b.Batched || a.Axes[0] == b.Axes[0])
                ? new(true, [(a.Batched ? a : b).Axes[0], .. axes[1..]])
                : null;
    }

    public override string ToString() =>
        $"({string.Join(", ", Axes.Select((length, i) => i > 0 || !Batched ? $"{length}" : length > 1 ? $"{length} batch" : "batch"))})";

    private long Aligned(int axis, int rank) => axis < rank - Rank ? 1 : Axes[axis - (rank - Rank)];

    // The batch comes first, and a value without one has no axis there.
    private static bool Leads(GuardedShape shape, int rank) =>
        shape.Batched ? shape.Rank == rank : shape.Rank < rank || shape.Axes[0] == 1;
}
