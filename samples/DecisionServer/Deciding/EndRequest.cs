using System.ComponentModel;

namespace DecisionServer.Deciding;

/// <summary>That an episode is over.</summary>
internal sealed record EndRequest
{
    /// <summary>Whether it was cut off, so that what would have followed has a value.</summary>
    [DefaultValue(false)]
    public bool IsTruncated { get; init; }
}
