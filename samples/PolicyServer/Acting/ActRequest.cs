using System.Text.Json;

namespace PolicyServer.Acting;

/// <summary>States or rows that the policy is to act in.</summary>
internal sealed record ActRequest
{
    /// <summary>The states: for each one its values, finite, in the order in which the policy observes them.</summary>
    public float[][]? States { get; init; }

    /// <summary>
    /// The rows, in place of states, for a policy that takes columns: objects with a value for each of the policy's inputs.
    /// </summary>
    public JsonElement[]? Rows { get; init; }

    /// <summary>For each state or row, whether each action may be chosen; left out where all may.</summary>
    public bool[][]? Legal { get; init; }
}
