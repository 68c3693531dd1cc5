using DeepQ.Learning.Data;
using DeepQ.Learning.Replay;

namespace DeepQ.Learning.OffPolicy;

/// <summary>What the rewards of a log can add up to: no policy is worth less or more.</summary>
/// <param name="Least">The least value.</param>
/// <param name="Greatest">The greatest value.</param>
internal readonly record struct PossibleValues(double Least, double Greatest)
{
    /// <summary>What a fit may miss by, as a part of the range of rewards.</summary>
    public const double Slack = 0.1;

    /// <summary>Any value, where nothing is known.</summary>
    public static PossibleValues Any => new(double.NegativeInfinity, double.PositiveInfinity);

    /// <summary>Looks at every reward.</summary>
    /// <param name="log">The data.</param>
    /// <param name="gamma">The discount factor γ; without one, no episode is longer than the longest that was logged.</param>
    /// <param name="slack">How far values may lie beyond, as a part of the range of rewards.</param>
    public static PossibleValues Of(LoggedData log, double gamma, double slack = Slack)
    {
        ReplayBuffer transitions = log.Transitions;
        (double least, double greatest) = (0, 0);
        for (int row = 0; row < transitions.Count; row++)
        {
            double reward = transitions.RewardAt(transitions.SlotOf(row));
            (least, greatest) = (Math.Min(least, reward), Math.Max(greatest, reward));
        }

        double steps = gamma < 1 ? 1 / (1 - gamma) : log.Episodes?.Max(episode => episode.Steps) ?? transitions.Count;
        double beyond = slack * (greatest - least);
        return new PossibleValues((least - beyond) * steps, (greatest + beyond) * steps);
    }

    /// <summary>The same as differences from a center, in other units.</summary>
    /// <param name="unit">What values are divided by.</param>
    /// <param name="center">What is subtracted then.</param>
    public PossibleValues From(double unit, double center) => new((Least / unit) - center, (Greatest / unit) - center);

    /// <summary>Whether a value is possible.</summary>
    public bool Contain(double value) => value >= Least && value <= Greatest;

    /// <summary>The possible value that is nearest to another.</summary>
    public double Nearest(double value) => Math.Clamp(value, Least, Greatest);
}
