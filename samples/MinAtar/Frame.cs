namespace MinAtarSample;

/// <summary>A frame of a game.</summary>
/// <param name="Picture">The lines of text that show the game.</param>
/// <param name="Step">The number of steps until then.</param>
/// <param name="Return">The sum of the rewards until then.</param>
/// <param name="Action">The chosen action.</param>
internal sealed record Frame(string Picture, int Step, double Return, string Action)
{
    private const string Gap = "   ";

    /// <summary>The picture with a space between two cells, which makes them about square.</summary>
    public string Wide() => string.Join('\n', Picture.Split('\n').Select(line => string.Join(' ', line.AsEnumerable())));

    /// <summary>Places pictures side by side, each with its step above it.</summary>
    public static string SideBySide(IReadOnlyList<Frame> frames)
    {
        string[][] pictures = [.. frames.Select(frame => $"step {frame.Step}\n{frame.Picture}".Split('\n'))];
        int width = pictures.Max(lines => lines.Max(line => line.Length));
        return string.Join('\n', Enumerable.Range(0, pictures.Max(lines => lines.Length)).Select(row =>
            string.Join(Gap, pictures.Select(lines => lines[row].PadRight(width))).TrimEnd()));
    }
}
