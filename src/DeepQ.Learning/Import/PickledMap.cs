namespace DeepQ.Learning.Import;

/// <summary>A dictionary of a pickle.</summary>
internal sealed class PickledMap
{
    /// <summary>Its entries, in order.</summary>
    public List<KeyValuePair<object?, object?>> Entries { get; } = [];
}
