using System.Text.Json;

namespace DecisionServer.Versions;

/// <summary>A version to add.</summary>
internal sealed record UploadRequest
{
    /// <summary>The bytes of <c>policy.onnx</c>, in base64.</summary>
    public required byte[] Model { get; init; }

    /// <summary>The reason, such as the data that it was learned from.</summary>
    public required string Why { get; init; }

    /// <summary>The card for programs; omit it for an empty one.</summary>
    public JsonElement? Card { get; init; }

    /// <summary>The card for people, in Markdown.</summary>
    public string? Markdown { get; init; }
}
