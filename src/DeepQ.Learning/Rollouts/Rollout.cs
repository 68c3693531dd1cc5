using DeepQ.Learning.Actions;
using DeepQ.Learning.Checkpoints;
using DeepQ.Learning.Networks;
using DeepQ.Learning.Replay;

namespace DeepQ.Learning.Rollouts;

/// <summary>
/// The latest steps of all environments, collected with the values they were chosen by. A complete rollout is learned
/// from in shuffled minibatches.
/// </summary>
/// <remarks>
/// Values are in the units of the environment. The weights are constant while a rollout is collected, so targets reuse
/// the values computed for acting; only states in which no step begins need a new evaluation.
/// </remarks>
internal sealed class Rollout
{
    private readonly RolloutOptions _options;
    private readonly double _gamma;
    private readonly Experience _experience;
    private readonly Xoshiro256 _random;
    private readonly int _environments;
    private readonly int _batchSize;
    // One value per transition, environment by environment, like the slots of the buffer.
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
    /// <param name="experience">The store of the steps, with room for one rollout.</param>
    /// <param name="environments">The number of environments, N.</param>
    /// <param name="random">The generator that draws minibatches.</param>
    public Rollout(RolloutOptions options, double gamma, Experience experience, int environments, Xoshiro256 random)
    {
        (_options, _gamma, _experience, _environments, _random) = (options, gamma, experience, environments, random);
        int count = options.Transitions(environments);
        _batchSize = count / options.Minibatches;
        (_values, _nextValues, _rewards, _returns) = (new float[count], new float[count], new float[count], new float[count]);
        (_terminated, _goesOn) = (new bool[count], new bool[count]);
        _order = [.. Enumerable.Range(0, count)];
    }

    /// <summary>Whether all steps are collected and wait to be learned from.</summary>
    public bool IsFull => _steps == _options.Steps;

    /// <summary>Records the greatest value over the legal actions of each state.</summary>
    /// <param name="qValues">Q(s, ·): N × A values, row-major.</param>
    /// <param name="legal">True for each legal action: N × A values; empty if all are legal.</param>
    /// <param name="unit">The unit of the values.</param>
    public void Keep(ReadOnlySpan<float> qValues, ReadOnlySpan<bool> legal, float unit)
    {
        for (int i = 0; i < _environments; i++)
            _values[(i * _options.Steps) + _steps] = unit * Greatest(qValues, legal, i, qValues.Length / _environments);
    }

    /// <summary>Counts a step of every environment, which the experience already has.</summary>
    public void OnStep() => _steps++;

    /// <summary>Computes the targets of a full rollout.</summary>
    /// <param name="network">The network that acted.</param>
    /// <param name="unit">The unit of its values.</param>
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

    /// <summary>Reads a minibatch with returns in place of rewards; the next call overwrites it.</summary>
    /// <param name="left">The number of remaining minibatches, including this one.</param>
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

    /// <summary>Writes the progress; the steps are part of the experience.</summary>
    public void Save(BinaryWriter writer)
    {
        writer.Write(_random);
        writer.Write(_steps);
        writer.WriteValues<float>(_values);
        writer.WriteValues<float>(_returns);
        writer.WriteValues<int>(_order);
    }

    /// <summary>Restores what a rollout with the same settings wrote.</summary>
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
