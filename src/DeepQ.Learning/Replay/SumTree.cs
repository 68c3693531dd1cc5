using System.Numerics;

namespace DeepQ.Learning;

/// <summary>
/// Values that are not negative, with their sum, and the place where the running sum passes a given number, both in
/// time that is logarithmic in the number of values.
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
        set
        {
            int node = _firstLeaf + index;
            _nodes[node] = value;
            // Sums are made afresh from below, never corrected by a difference, so that errors do not add up.
            for (node /= 2; node > 0; node /= 2)
                _nodes[node] = _nodes[2 * node] + _nodes[(2 * node) + 1];
        }
    }

    /// <summary>The least index i with v₀ + … + vᵢ above the target; never one whose value is zero.</summary>
    /// <param name="target">A number from 0 up to, not including, a positive <see cref="Sum"/>.</param>
    public int Find(double target)
    {
        int node = 1;
        while (node < _firstLeaf)
        {
            node *= 2;
            // Rounding may leave a target that the right side does not reach, where it has nothing to find.
            if (target >= _nodes[node] && _nodes[node + 1] > 0)
            {
                target -= _nodes[node];
                node++;
            }
        }

        return node - _firstLeaf;
    }
}
