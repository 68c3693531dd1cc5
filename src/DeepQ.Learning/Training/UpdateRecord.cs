using DeepQ.Learning.Updates;

namespace DeepQ.Learning.Training;

/// <summary>An update of the network during training.</summary>
/// <param name="Step">The number of environment steps before it; zero when learning from logged transitions.</param>
/// <param name="Update">Its number, from 1.</param>
/// <param name="Result">What it saw.</param>
/// <param name="Epsilon">The probability ε of a random action.</param>
/// <param name="ReplayFill">The part of the experience buffer that is filled, from 0 to 1.</param>
/// <param name="Elapsed">The time since training began.</param>
public readonly record struct UpdateRecord(
    long Step, long Update, UpdateResult Result, double Epsilon, double ReplayFill, TimeSpan Elapsed)
{
    /// <summary>
    /// The share of dormant units, from 0 to 1, where <see cref="DqnOptions.DormantUnits"/> asks for it after this update; otherwise null.
    /// </summary>
    public double? DormantUnits { get; init; }
}
