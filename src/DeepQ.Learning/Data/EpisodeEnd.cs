namespace DeepQ.Learning.Data;

/// <summary>How a logged episode ended.</summary>
public enum EpisodeEnd
{
    /// <summary>In a terminal state, which is worth nothing.</summary>
    Terminated,

    /// <summary>It was cut off, as the table says.</summary>
    Truncated,

    /// <summary>Its rows stop, and the table does not say why.</summary>
    BrokenOff,
}
