using System.Numerics;
using System.Runtime.CompilerServices;

namespace DeepQ.Learning.Replay;

/// <summary>
/// Nonnegative values with their sum, and a search for the position at which the running sum exceeds a given number;
/// updates and searches take logarithmic time.
/// </summary>
/// <remarks>Schaul et al.: Prioritized Experience Replay (2016), appendix B.2.1.</remarks>
internal sealed class SumTree
{
    // A binary tree in an array: the root at 1, the children of node i at 2 i and 2 i + 1, the values last.
    private readonly double[] _nodes;
    private readonly int _firstLeaf;

    public SumTree(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, 1 << 29);
        _firstLeaf = (int)BitOperations.RoundUpToPowerOf2((uint)count);
        _nodes = new double[2 * _firstLeaf];
        Count = count;
    }

    public int Count { get; }

    public double Sum => _nodes[1];

    public double this[int index]
    {
        get => _nodes[_firstLeaf + index];
        set => Set([index], [value]);
    }

    /// <summary>Sets values; if an index occurs several times, the last value applies.</summary>
    public void Set(ReadOnlySpan<int> indices, ReadOnlySpan<double> values)
    {
        for (int i = 0; i < indices.Length; i++)
            _nodes[_firstLeaf + indices[i]] = values[i];
        // Sums are recomputed from below and never corrected by a difference, so that errors do not accumulate. One
        // level is updated after another: the nodes are far apart in memory, and the processor loads many at once.
        for (int shift = 1; _firstLeaf >> shift > 0; shift++)
        {
            foreach (int index in indices)
            {
                int node = (_firstLeaf + index) >> shift;
                _nodes[node] = _nodes[2 * node] + _nodes[(2 * node) + 1];
            }
        }
    }

    /// <summary>
    /// Finds for each target the least index i with v₀ + … + vᵢ above it, never one whose value is zero. All searches
    /// descend the tree in parallel.
    /// </summary>
    /// <param name="targets">Numbers from 0 up to, not including, a positive <see cref="Sum"/>; overwritten.</param>
    /// <param name="indices">Receives as many indices.</param>
    public void Find(Span<double> targets, Span<int> indices)
    {
        indices.Fill(1);
        for (int level = 1; level < _firstLeaf; level *= 2)
        {
            for (int i = 0; i < indices.Length; i++)
            {
                int left = 2 * indices[i];
                // Rounding may leave a target that the right side does not reach, or a right side without values. A
                // number instead of a branch: the direction is unpredictable, and a wrong prediction waits for memory.
                int right = Unsafe.BitCast<bool, byte>((targets[i] >= _nodes[left]) & (_nodes[left + 1] > 0));
                targets[i] -= right * _nodes[left];
                indices[i] = left + right;
            }
        }

        foreach (ref int index in indices)
            index -= _firstLeaf;
    }
}
