using DeepQ.Learning.Checkpoints;
using DeepQ.Learning.Kernels;

namespace DeepQ.Learning.Optimizers;

/// <summary>
/// Weights that were reinitialized during a training: their moments begin at zero, and the optimizer counts their steps
/// from there, as Adam's bias correction requires.
/// </summary>
/// <remarks>
/// With the common step count t, m and v are divided by 1 − βᵗ ≈ 1 while they are still near zero, which makes the
/// first steps longer than the learning rate: by a factor of 3.2 for the first and 6.6 for the twelfth. Here all
/// weights take the common step; for young weights it is then undone and taken with their own count.
/// </remarks>
internal sealed class YoungWeights(OptimizerSettings settings, KernelSet kernels)
{
    // By then, 1 − 0.999ᵗ is 1 in single precision.
    private const long Youth = 20_000;

    private readonly ParameterMover _mover = settings.Optimizer.CreateMover(kernels);
    private readonly List<Group> _groups = [];

    /// <summary>Their positions in memory.</summary>
    public IEnumerable<int> Memory => _groups.SelectMany(group => group.Memory);

    /// <summary>Adds weights that were reinitialized.</summary>
    /// <param name="weights">The weights.</param>
    /// <param name="memory">Their positions in the memory passed to <see cref="Take"/>.</param>
    /// <param name="step">The number of steps taken before.</param>
    public void Add(DrawnWeights weights, int[] memory, long step) => _groups.Add(new Group(weights, memory, step));

    /// <summary>Removes all.</summary>
    public void Clear() => _groups.Clear();

    /// <summary>Removes those that are no longer young.</summary>
    /// <returns>Whether any were removed.</returns>
    public bool Forget(long step)
    {
        // In the order of their reinitialization.
        int old = 0;
        while (old < _groups.Count && step - _groups[old].Birth > Youth)
            old++;
        _groups.RemoveRange(0, old);
        return old > 0;
    }

    /// <summary>Reads the weights before a step.</summary>
    /// <param name="parameter">The parameter of the given memory; null for all.</param>
    /// <param name="values">The weights.</param>
    /// <param name="gradient">Their gradient.</param>
    /// <param name="first">The first moment of each.</param>
    /// <param name="second">The second moment of each.</param>
    public void Take(
        int? parameter, ReadOnlySpan<float> values, ReadOnlySpan<float> gradient, ReadOnlySpan<float> first, ReadOnlySpan<float> second)
    {
        foreach (Group group in _groups)
        {
            if (parameter is { } number && number != group.Weights.Parameter)
                continue;
            for (int i = 0; i < group.Memory.Length; i++)
            {
                int place = group.Memory[i];
                (group.Values[i], group.Gradient[i], group.First[i], group.Second[i]) =
                    (values[place], gradient[place], first[place], second[place]);
            }
        }
    }

    /// <summary>
    /// Takes their step after the common one; weights that were reinitialized twice follow the latest time.
    /// </summary>
    /// <param name="parameter">The parameter of the given memory; null for all.</param>
    /// <param name="step">The common step.</param>
    /// <param name="values">The weights.</param>
    /// <param name="first">The first moment of each.</param>
    /// <param name="second">The second moment of each.</param>
    public void Give(int? parameter, in OptimizerStep step, Span<float> values, Span<float> first, Span<float> second)
    {
        foreach (Group group in _groups)
        {
            if (parameter is { } number && number != group.Weights.Parameter)
                continue;
            _mover.Begin(step with { Number = step.Number - group.Birth });
            _mover.Move(group.Values, group.Gradient, group.First, group.Second);
            for (int i = 0; i < group.Memory.Length; i++)
            {
                int place = group.Memory[i];
                (values[place], first[place], second[place]) = (group.Values[i], group.First[i], group.Second[i]);
            }
        }
    }

    /// <summary>Writes the set of weights.</summary>
    public void Save(BinaryWriter writer)
    {
        writer.Write(_groups.Count);
        foreach (Group group in _groups)
        {
            writer.Write(group.Birth);
            writer.Write(group.Weights.Parameter);
            writer.Write(group.Weights.Places.Length);
            writer.WriteValues<int>(group.Weights.Places);
        }
    }

    /// <summary>Restores what another one wrote.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="memory">Returns the positions of weights in memory.</param>
    public void Load(BinaryReader reader, Func<DrawnWeights, int[]> memory)
    {
        _groups.Clear();
        for (int left = reader.ReadInt32(); left > 0; left--)
        {
            long birth = reader.ReadInt64();
            DrawnWeights weights = new(reader.ReadInt32(), new int[reader.ReadInt32()]);
            reader.ReadValues<int>(weights.Places);
            Add(weights, memory(weights), birth);
        }
    }

    private sealed record Group(DrawnWeights Weights, int[] Memory, long Birth)
    {
        public float[] Values { get; } = new float[Memory.Length];

        public float[] Gradient { get; } = new float[Memory.Length];

        public float[] First { get; } = new float[Memory.Length];

        public float[] Second { get; } = new float[Memory.Length];
    }
}
