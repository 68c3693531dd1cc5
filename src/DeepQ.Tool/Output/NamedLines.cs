namespace DeepQ.Tool.Output;

/// <summary>Writes lines of a name and what it stands for, one below the other.</summary>
internal static class NamedLines
{
    /// <summary>Writes the lines; values begin in one column.</summary>
    public static void WriteLines(this TextWriter output, IReadOnlyList<(string Name, string Value)> lines)
    {
        int width = lines.Max(line => line.Name.Length) + 2;
        foreach ((string name, string value) in lines)
            output.WriteLine($"{name.PadRight(width)}{value}");
    }
}
