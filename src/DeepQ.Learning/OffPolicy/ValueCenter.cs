using DeepQ.Learning.Networks;
using DeepQ.Learning.Replay;
using DeepQ.Learning.Scaling;

namespace DeepQ.Learning.OffPolicy;

/// <summary>
/// The mean of the values that are fitted, kept apart from the network, which learns the differences from it: Q = c + Q_θ with
/// the rewards r − (1 − γ) c. A mean that only target networks carry takes 1 / (1 − γ) of their copies to arrive.
/// </summary>
/// <remarks>Naik, Wan, Tomar, Sutton: Reward Centering (2024), with the mean TD error of the log in place of a running one.</remarks>
/// <param name="transitions">The transitions.</param>
/// <param name="slots">Those that are fitted to.</param>
/// <param name="policy">The policy that is valued.</param>
/// <param name="gamma">The discount factor γ.</param>
/// <param name="units">The units that values are fitted in, and c is in.</param>
/// <param name="possible">What values are possible, in those of the table.</param>
internal sealed class ValueCenter(
    ReplayBuffer transitions, IReadOnlyList<int> slots, PolicyProbabilities policy, double gamma, TableUnits units, PossibleValues possible)
{
    private const int SampleSize = 2_048;
    // Where hardly anything is discounted, the mean error is a difference of great numbers: c then goes a part of the way.
    private const double Damping = 0.005;

    private readonly TransitionBatch _batch = transitions.NewBatch(FitSample.Size(SampleSize, slots.Count, transitions));

    /// <summary>The center c.</summary>
    public double Value { get; private set; }

    /// <summary>Moves c so that the mean TD error of the fit vanishes: by Σ δ / Σ (1 − γ), where γ is 0 at an end.</summary>
    /// <param name="values">The differences from c that are fitted.</param>
    /// <param name="random">Draws the transitions that errors are computed of.</param>
    public void Move(IQFunction values, Random random)
    {
        int actions = values.ActionCount;
        foreach (ref int slot in _batch.Slots.AsSpan())
            slot = slots[random.Next(slots.Count)];
        transitions.Read(_batch, (float)gamma, steps: 1);
        units.Normalize(_batch);
        float[] q = new float[_batch.Size * actions];
        float[] next = new float[q.Length];
        values.QValues(_batch.StateRows, q);
        values.QValues(_batch.NextStateRows, next);
        float[] probabilities = new float[q.Length];
        policy.Successors(_batch.Slots, probabilities);
        double errors = 0;
        double ends = Damping * _batch.Size;
        for (int i = 0; i < _batch.Size; i++)
        {
            double value = 0;
            for (int action = 0; action < actions; action++)
                value += probabilities[(i * actions) + action] * next[(i * actions) + action];
            double discount = _batch.Discounts[i];
            errors += _batch.Rewards[i] + (discount * value) - q[(i * actions) + _batch.Actions[i]] - ((1 - discount) * Value);
            ends += 1 - discount;
        }

        Value = possible.Nearest((Value + (errors / ends)) * units.Reward) / units.Reward;
    }
}
