using DeepQ.Learning.Networks;
using DeepQ.Learning.Replay;
using DeepQ.Learning.Scaling;

namespace DeepQ.Learning.OffPolicy;

/// <summary>
/// The mean of the fitted values, kept separately from the network, which learns the differences from it: Q = c + Q_θ
/// with the rewards r − (1 − γ) c. Through target networks alone, a mean takes 1 / (1 − γ) of their updates to arrive.
/// </summary>
/// <remarks>Naik, Wan, Tomar, Sutton: Reward Centering (2024), with the mean TD error of the log in place of a running one.</remarks>
/// <param name="transitions">The transitions.</param>
/// <param name="slots">The slots of the transitions to fit to.</param>
/// <param name="policy">The evaluated policy.</param>
/// <param name="gamma">The discount factor γ.</param>
/// <param name="units">The units of the fitted values and of c.</param>
/// <param name="possible">The possible values, in units of the table.</param>
internal sealed class ValueCenter(
    ReplayBuffer transitions, IReadOnlyList<int> slots, PolicyProbabilities policy, double gamma, TableUnits units, PossibleValues possible)
{
    private const int SampleSize = 2_048;
    // With hardly any discount the mean error is a small difference of large numbers, so c moves only part of the way.
    private const double Damping = 0.005;

    private readonly TransitionBatch _batch = transitions.NewBatch(FitSample.Size(SampleSize, slots.Count, transitions));

    /// <summary>The center c.</summary>
    public double Value { get; private set; }

    /// <summary>
    /// Moves c so that the mean TD error of the fit vanishes: by Σ δ / Σ (1 − γ), where γ is 0 in terminal states.
    /// </summary>
    /// <param name="values">The fitted differences from c.</param>
    /// <param name="random">Draws the transitions for the errors.</param>
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
