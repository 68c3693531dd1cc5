using DeepQ.Learning.Replay;

namespace DeepQ.Learning.Data;

/// <summary>What was done and what came of it, read from a table and checked.</summary>
/// <remarks><see cref="LoggedDataBuilder"/> makes it.</remarks>
public sealed record LoggedData : IDisposable
{
    internal LoggedData()
    {
    }

    /// <summary>
    /// The transitions: one stream, nothing dropped, so that transition i stands in slot i. Those of an episode follow
    /// one another in their order.
    /// </summary>
    public required ReplayBuffer Transitions { get; init; }

    /// <summary>The observations, with the least and the greatest value seen at each position.</summary>
    public required BoxSpace ObservationSpace { get; init; }

    /// <summary>The actions.</summary>
    public required DiscreteSpace ActionSpace { get; init; }

    /// <summary>
    /// The episodes, in the order of their transitions; null where the table does not tell them apart.
    /// </summary>
    public IReadOnlyList<LoggedEpisode>? Episodes { get; init; }

    /// <summary>
    /// The probability with which the logged policy chose the action of each transition, in (0, 1]; null where it was
    /// not logged.
    /// </summary>
    public IReadOnlyList<float>? Propensities { get; init; }

    /// <summary>What was found in the table; set once all is read.</summary>
    public LoggedDataReport Report { get; init; } = null!;

    /// <summary>Deletes the file that the transitions stand in; without one nothing has to be done.</summary>
    public void Dispose() => Transitions.Close();
}
