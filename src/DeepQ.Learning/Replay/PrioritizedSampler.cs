namespace DeepQ.Learning.Replay;

/// <summary>Draws transitions in proportion to their priorities.</summary>
/// <remarks>Schaul et al.: Prioritized Experience Replay (2016), algorithm 1, with the proportional variant.</remarks>
/// <param name="slots">The number of slots.</param>
/// <param name="options">The settings.</param>
/// <param name="firstFavored">The first slot whose errors get a bonus.</param>
/// <param name="bonus">The bonus.</param>
internal sealed class PrioritizedSampler(
    int slots, PrioritizedReplayOptions options, int firstFavored = int.MaxValue, double bonus = 0) : TransitionSampler
{
    private readonly SumTree _tree = new(slots);
    private double[] _values = [];
    private double _greatest = 1;

    /// <summary>The sum of all priorities.</summary>
    public double Sum => _tree.Sum;

    /// <summary>Gives a new transition the greatest priority so far, so that it is soon learned from.</summary>
    public override void OnAdded(int slot) => _tree[slot] = _greatest;

    public override void Draw(ReplayBuffer buffer, Span<int> slots, Span<float> weights, long step, Random random) =>
        Draw(slots, weights, buffer.Count, options.Beta.At(step), random);

    /// <summary>
    /// Draws one slot from each of B equal parts of the sum of priorities, and computes the weights that correct the
    /// nonuniform draw.
    /// </summary>
    public void Draw(Span<int> slots, Span<float> weights, int count, double beta, Random random)
    {
        double part = _tree.Sum / slots.Length;
        Span<double> targets = Values(slots.Length);
        for (int i = 0; i < targets.Length; i++)
            targets[i] = (i + random.NextDouble()) * part;
        _tree.Find(targets, slots);

        double greatest = 0;
        for (int i = 0; i < slots.Length; i++)
        {
            double weight = Math.Pow(count * _tree[slots[i]] / _tree.Sum, -beta);
            weights[i] = (float)weight;
            greatest = Math.Max(greatest, weight);
        }

        for (int i = 0; i < weights.Length; i++)
            weights[i] = (float)(weights[i] / greatest);
    }

    /// <summary>Writes the priorities of all slots.</summary>
    public override void Save(BinaryWriter writer)
    {
        writer.Write(_greatest);
        for (int slot = 0; slot < _tree.Count; slot++)
            writer.Write(_tree[slot]);
    }

    /// <summary>Restores the priorities of as many slots.</summary>
    public override void Load(BinaryReader reader)
    {
        _greatest = reader.ReadDouble();
        int[] slots = [.. Enumerable.Range(0, _tree.Count)];
        _tree.Set(slots, [.. slots.Select(_ => reader.ReadDouble())]);
    }

    /// <summary>Sets the priorities of transitions after an update: p = (|δ| + ε)^α.</summary>
    public override void UpdatePriorities(ReadOnlySpan<int> slots, ReadOnlySpan<float> absoluteErrors)
    {
        Span<double> priorities = Values(slots.Length);
        for (int i = 0; i < slots.Length; i++)
        {
            double added = slots[i] < firstFavored ? options.Epsilon : options.Epsilon + bonus;
            priorities[i] = Math.Pow(absoluteErrors[i] + added, options.Alpha);
            _greatest = Math.Max(_greatest, priorities[i]);
        }

        _tree.Set(slots, priorities);
    }

    private Span<double> Values(int count)
    {
        if (_values.Length < count)
            _values = new double[count];
        return _values.AsSpan(0, count);
    }
}
