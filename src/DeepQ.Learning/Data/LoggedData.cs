using DeepQ.Learning.Replay;

namespace DeepQ.Learning.Data;

/// <summary>Logged transitions, read from a table and checked.</summary>
/// <remarks><see cref="LoggedDataBuilder"/> builds it.</remarks>
public sealed record LoggedData : IDisposable
{
    internal LoggedData()
    {
    }

    /// <summary>
    /// The transitions in one stream, none dropped, so that transition i is in slot i. The transitions of an episode
    /// are consecutive and in order.
    /// </summary>
    public required ReplayBuffer Transitions { get; init; }

    /// <summary>The observation space, with the least and the greatest value seen at each position.</summary>
    public required BoxSpace ObservationSpace { get; init; }

    /// <summary>The actions.</summary>
    public required DiscreteSpace ActionSpace { get; init; }

    /// <summary>The episodes, in the order of their transitions; null if the table does not identify them.</summary>
    public IReadOnlyList<LoggedEpisode>? Episodes { get; init; }

    /// <summary>
    /// The probability with which the logged policy chose the action of each transition, in (0, 1]; null if it was not
    /// logged.
    /// </summary>
    public IReadOnlyList<float>? Propensities { get; init; }

    /// <summary>What was found in the table; set once all rows are read.</summary>
    public LoggedDataReport Report { get; init; } = null!;

    /// <summary>Deletes the file of the transitions; does nothing if they are in memory.</summary>
    public void Dispose() => Transitions.Close();
}
