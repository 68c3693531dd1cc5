using System.Text.Json;

namespace PolicyServer.Acting;

/// <summary>The states or rows in which the policy should act.</summary>
internal sealed record ActRequest
{
    /// <summary>The states: the values of each one, finite, in the order of the policy's observation.</summary>
    public float[][]? States { get; init; }

    /// <summary>
    /// The rows, instead of states, for a policy that takes columns: objects with one value per input of the policy.
    /// </summary>
    public JsonElement[]? Rows { get; init; }

    /// <summary>For each state or row, whether each action may be chosen; omit it if all may.</summary>
    public bool[][]? Legal { get; init; }
}
