using System.ComponentModel.DataAnnotations;

namespace PolicyServer.Acting;

/// <summary>States that the policy is to act in.</summary>
internal sealed record ActRequest
{
    /// <summary>The states: for each one its values, finite, in the order in which the policy observes them.</summary>
    [MinLength(1)]
    public required float[][] States { get; init; }

    /// <summary>For each state, whether each action may be chosen; left out where all may.</summary>
    public bool[][]? Legal { get; init; }
}
