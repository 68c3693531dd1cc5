namespace DeepQ.Learning.Data;

/// <summary>How a logged episode ended.</summary>
public enum EpisodeEnd
{
    /// <summary>In a terminal state, whose value is zero.</summary>
    Terminated,

    /// <summary>Cut off, according to the table.</summary>
    Truncated,

    /// <summary>The rows stop, and the table does not say why.</summary>
    BrokenOff,
}
