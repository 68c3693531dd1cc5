using System.ComponentModel;

namespace DecisionServer.Deciding;

/// <summary>The end of an episode.</summary>
internal sealed record EndRequest
{
    /// <summary>Whether the episode was cut off, so that its last state still has a value.</summary>
    [DefaultValue(false)]
    public bool IsTruncated { get; init; }
}
