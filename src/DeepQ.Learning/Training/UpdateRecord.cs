using DeepQ.Learning.Updates;

namespace DeepQ.Learning.Training;

/// <summary>An update of the network during training.</summary>
/// <param name="Step">The number of environment steps before it; zero when learning from logged transitions.</param>
/// <param name="Update">The number of the update, from 1.</param>
/// <param name="Result">The result of the update.</param>
/// <param name="Epsilon">The probability ε of a random action.</param>
/// <param name="ReplayFill">The filled share of the experience buffer, from 0 to 1.</param>
/// <param name="Elapsed">The time since training began.</param>
public readonly record struct UpdateRecord(
    long Step, long Update, UpdateResult Result, double Epsilon, double ReplayFill, TimeSpan Elapsed)
{
    /// <summary>
    /// The share of dormant units, from 0 to 1, if <see cref="DqnOptions.DormantUnits"/> counts them after this update;
    /// otherwise null.
    /// </summary>
    public double? DormantUnits { get; init; }
}
