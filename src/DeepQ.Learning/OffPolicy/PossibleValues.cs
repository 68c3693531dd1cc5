using DeepQ.Learning.Data;
using DeepQ.Learning.Replay;

namespace DeepQ.Learning.OffPolicy;

/// <summary>The range of returns that the rewards of a log can add up to.</summary>
/// <param name="Least">The least value.</param>
/// <param name="Greatest">The greatest value.</param>
internal readonly record struct PossibleValues(double Least, double Greatest)
{
    /// <summary>The tolerated error of a fit, relative to the range of rewards.</summary>
    public const double Slack = 0.1;

    /// <summary>Any value, if the range is unknown.</summary>
    public static PossibleValues Any => new(double.NegativeInfinity, double.PositiveInfinity);

    /// <summary>Computes the range from every reward.</summary>
    /// <param name="log">The data.</param>
    /// <param name="gamma">The discount factor γ; for γ = 1, no episode is assumed to be longer than the longest logged one.</param>
    /// <param name="slack">The tolerance beyond the range, relative to the range of rewards.</param>
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

    /// <summary>Converts the range to differences from a center, in other units.</summary>
    /// <param name="unit">The unit by which values are divided.</param>
    /// <param name="center">The center to subtract afterwards.</param>
    public PossibleValues From(double unit, double center) => new((Least / unit) - center, (Greatest / unit) - center);

    /// <summary>Returns whether a value is possible.</summary>
    public bool Contain(double value) => value >= Least && value <= Greatest;

    /// <summary>Returns the nearest possible value.</summary>
    public double Nearest(double value) => Math.Clamp(value, Least, Greatest);
}
