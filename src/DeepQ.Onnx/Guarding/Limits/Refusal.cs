using DeepQ.Onnx.Graphs;

namespace DeepQ.Onnx.Guarding.Limits;

/// <summary>Says why a model is refused.</summary>
internal static class Refusal
{
    /// <summary>The error for a model that is not loaded.</summary>
    /// <param name="problem">What the model does, such as "has sparse weights".</param>
    public static PolicyFormatException Because(string problem) => new($"The ONNX model {problem}: it is not loaded.");

    /// <summary>A text of a file, without control characters and short enough for a message.</summary>
    public static string Short(string text)
    {
        const int Most = 60;
        string line = text.Length <= Most ? text : $"{text[..Most]}...";
        return string.Concat(line.Select(character => char.IsControl(character) ? '?' : character));
    }
}
