namespace Microsoft.ML.Data;

/// <summary>A value as text. The text of a missing key is null.</summary>
internal readonly record struct TextSlot(string Text, bool IsDefault);
