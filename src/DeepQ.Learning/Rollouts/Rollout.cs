using DeepQ.Learning.Actions;
using DeepQ.Learning.Checkpoints;
using DeepQ.Learning.Networks;
using DeepQ.Learning.Replay;

namespace DeepQ.Learning.Rollouts;

/// <summary>
/// The latest steps of all environments: collected with the values that they were acted by, and learned from in shuffled
/// minibatches when all of them are there.
/// </summary>
/// <remarks>
/// Values are in the units of the environment. The weights stay what they are until a rollout is full, so that what was computed to
/// act by is what targets need; only states that no step begins in are valued anew.
/// </remarks>
internal sealed class Rollout
{
    private readonly RolloutOptions _options;
    private readonly double _gamma;
    private readonly Experience _experience;
    private readonly Xoshiro256 _random;
    private readonly int _environments;
    private readonly int _batchSize;
    // A value a transition, each environment's after the other, as the slots of the buffer are.
    private readonly float[] _values;
    private readonly float[] _nextValues;
    private readonly float[] _rewards;
    private readonly float[] _returns;
    private readonly bool[] _terminated;
    private readonly bool[] _goesOn;
    private readonly int[] _order;
    private float[] _qValues = [];
    private int _steps;

    /// <param name="options">The settings.</param>
    /// <param name="gamma">The discount factor γ of a step.</param>
    /// <param name="experience">Keeps the steps; it has room for one rollout.</param>
    /// <param name="environments">The number of environments, N.</param>
    /// <param name="random">The generator that minibatches are drawn from.</param>
    public Rollout(RolloutOptions options, double gamma, Experience experience, int environments, Xoshiro256 random)
    {
        (_options, _gamma, _experience, _environments, _random) = (options, gamma, experience, environments, random);
        int count = options.Transitions(environments);
        _batchSize = count / options.Minibatches;
        (_values, _nextValues, _rewards, _returns) = (new float[count], new float[count], new float[count], new float[count]);
        (_terminated, _goesOn) = (new bool[count], new bool[count]);
        _order = [.. Enumerable.Range(0, count)];
    }

    /// <summary>Whether all steps are there, and wait to be learned from.</summary>
    public bool IsFull => _steps == _options.Steps;

    /// <summary>Keeps the greatest value of each state that was acted in, of those of its legal actions.</summary>
    /// <param name="qValues">Q(s, ·): N × A values, row-major.</param>
    /// <param name="legal">True for each legal action: N × A values; empty when all are.</param>
    /// <param name="unit">What one of the values is worth.</param>
    public void Keep(ReadOnlySpan<float> qValues, ReadOnlySpan<bool> legal, float unit)
    {
        for (int i = 0; i < _environments; i++)
            _values[(i * _options.Steps) + _steps] = unit * Greatest(qValues, legal, i, qValues.Length / _environments);
    }

    /// <summary>Counts a step of every environment, which the experience has.</summary>
    public void OnStep() => _steps++;

    /// <summary>Computes the targets of a rollout that is full.</summary>
    /// <param name="network">The values of the network that acted.</param>
    /// <param name="unit">What one of them is worth.</param>
    /// <returns>The number of minibatches to learn from.</returns>
    public long Begin(IQFunction network, float unit)
    {
        ReplayBuffer buffer = _experience.Buffer;
        int open = 0;
        // The order is drawn later.
        Span<int> slots = _order;
        for (int slot = 0; slot < _values.Length; slot++)
        {
            _rewards[slot] = buffer.RewardAt(slot);
            _terminated[slot] = buffer.TerminatedAt(slot);
            _goesOn[slot] = buffer.GoesOn(slot);
            if (_goesOn[slot])
                _nextValues[slot] = _values[slot + 1];
            else if (!_terminated[slot])
                slots[open++] = slot;
        }

        for (int first = 0; first < open; first += _batchSize)
            ValueEnds(network, slots[first..Math.Min(open, first + _batchSize)], unit);
        for (int i = 0; i < _environments; i++)
        {
            Range steps = (i * _options.Steps)..((i + 1) * _options.Steps);
            LambdaReturns.Compute(
                _rewards.AsSpan(steps),
                _nextValues.AsSpan(steps),
                _terminated.AsSpan(steps),
                _goesOn.AsSpan(steps),
                _gamma,
                _options.Lambda,
                _returns.AsSpan(steps));
        }

        for (int slot = 0; slot < _order.Length; slot++)
            _order[slot] = slot;
        return (long)_options.Epochs * _options.Minibatches;
    }

    /// <summary>Reads a minibatch, with returns for rewards; the next call overwrites it.</summary>
    /// <param name="left">The number of minibatches that are left, this one included.</param>
    public TransitionBatch Next(long left)
    {
        int number = (int)(left % _options.Minibatches);
        if (number == 0)
            _random.Shuffle(_order);
        TransitionBatch batch = _experience.Read(_order.AsSpan(number * _batchSize, _batchSize));
        for (int i = 0; i < batch.Size; i++)
            batch.Rewards[i] = _returns[batch.Slots[i]];
        return batch;
    }

    /// <summary>Begins the next rollout.</summary>
    public void Clear() => _steps = 0;

    /// <summary>Writes how far it has come; the steps are those of the experience.</summary>
    public void Save(BinaryWriter writer)
    {
        writer.Write(_random);
        writer.Write(_steps);
        writer.WriteValues<float>(_values);
        writer.WriteValues<float>(_returns);
        writer.WriteValues<int>(_order);
    }

    /// <summary>Takes over what a rollout with the same settings wrote.</summary>
    public void Load(BinaryReader reader)
    {
        reader.Read(_random);
        _steps = reader.ReadInt32();
        reader.ReadValues<float>(_values);
        reader.ReadValues<float>(_returns);
        reader.ReadValues<int>(_order);
    }

    // States after which an episode was cut off, and those in which the rollout ends.
    private void ValueEnds(IQFunction network, ReadOnlySpan<int> slots, float unit)
    {
        TransitionBatch batch = _experience.Read(slots);
        int actions = network.ActionCount;
        if (_qValues.Length == 0)
            _qValues = new float[_batchSize * actions];
        Span<float> qValues = _qValues.AsSpan(0, slots.Length * actions);
        network.QValues(batch.NextStates.AsSpan(0, slots.Length * batch.ObservationSize), qValues);
        for (int i = 0; i < slots.Length; i++)
            _nextValues[slots[i]] = unit * Greatest(qValues, batch.NextActionMasks, i, actions);
    }

    private static float Greatest(ReadOnlySpan<float> qValues, ReadOnlySpan<bool> legal, int row, int actions)
    {
        ReadOnlySpan<float> values = qValues.Slice(row * actions, actions);
        return values[Greedy.Action(values, legal.IsEmpty ? legal : legal.Slice(row * actions, actions))];
    }
}
