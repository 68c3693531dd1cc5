using DeepQ.Onnx.Graphs;

namespace DeepQ.Onnx.Guarding.Limits;

/// <summary>Creates the errors of refused models.</summary>
internal static class Refusal
{
    /// <summary>Creates the error for a model that is not loaded.</summary>
    /// <param name="problem">The problem, such as "has sparse weights".</param>
    public static PolicyFormatException Because(string problem) => new($"The ONNX model {problem}: it is not loaded.");

    /// <summary>Removes control characters from a text of a file and shortens it for a message.</summary>
    public static string Short(string text)
    {
        const int Most = 60;
        string line = text.Length <= Most ? text : $"{text[..Most]}...";
        return string.Concat(line.Select(character => char.IsControl(character) ? '?' : character));
    }
}
