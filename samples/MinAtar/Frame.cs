namespace MinAtarSample;

/// <summary>A moment of a game.</summary>
/// <param name="Picture">The lines that the game draws.</param>
/// <param name="Step">The number of steps until then.</param>
/// <param name="Return">The sum of the rewards until then.</param>
/// <param name="Action">The action that is chosen there.</param>
internal sealed record Frame(string Picture, int Step, double Return, string Action)
{
    private const string Gap = "   ";

    /// <summary>The picture with a space between two cells, which makes them about square.</summary>
    public string Wide() => string.Join('\n', Picture.Split('\n').Select(line => string.Join(' ', line.AsEnumerable())));

    /// <summary>Puts pictures side by side, each below its step.</summary>
    public static string SideBySide(IReadOnlyList<Frame> frames)
    {
        string[][] pictures = [.. frames.Select(frame => $"step {frame.Step}\n{frame.Picture}".Split('\n'))];
        int width = pictures.Max(lines => lines.Max(line => line.Length));
        return string.Join('\n', Enumerable.Range(0, pictures.Max(lines => lines.Length)).Select(row =>
            string.Join(Gap, pictures.Select(lines => lines[row].PadRight(width))).TrimEnd()));
    }
}
