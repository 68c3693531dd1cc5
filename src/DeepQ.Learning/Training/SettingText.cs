namespace DeepQ.Learning.Training;

/// <summary>Compares settings written as text, <c>Type { Name = text, … }</c> if they have parts.</summary>
internal static class SettingText
{
    /// <summary>
    /// Returns whether two settings agree. A part that is newer than the file, and so is missing there, must have its
    /// default.
    /// </summary>
    /// <param name="stored">The setting in the file.</param>
    /// <param name="current">The setting of this run.</param>
    /// <param name="standard">The default setting.</param>
    public static bool Agree(string stored, string current, string? standard)
    {
        if (stored == current)
            return true;
        if (Parse(stored) is not var (storedType, storedParts) || Parse(current) is not var (type, parts) || storedType != type)
            return false;
        Dictionary<string, string>? defaults = standard is null ? null : Parse(standard)?.Parts;
        return storedParts.Keys.All(parts.ContainsKey) && parts.All(part =>
            defaults?.GetValueOrDefault(part.Key) is var usual && storedParts.TryGetValue(part.Key, out string? before)
                ? Agree(before, part.Value, usual)
                : part.Value == defaults?.GetValueOrDefault(part.Key));
    }

    private static (string Type, Dictionary<string, string> Parts)? Parse(string text)
    {
        int open = text.IndexOf(" { ", StringComparison.Ordinal);
        if (open <= 0 || !text.EndsWith(" }", StringComparison.Ordinal) || !text[..open].All(char.IsLetterOrDigit))
            return null;
        Dictionary<string, string> parts = [];
        foreach (string part in Split(text[(open + 3)..^2]))
        {
            int equals = part.IndexOf(" = ", StringComparison.Ordinal);
            if (equals < 0 || !parts.TryAdd(part[..equals], part[(equals + 3)..]))
                return null;
        }

        return (text[..open], parts);
    }

    // Splits at commas outside of brackets.
    private static IEnumerable<string> Split(string text)
    {
        int depth = 0;
        int start = 0;
        for (int i = 0; i < text.Length; i++)
        {
            depth += text[i] switch { '{' or '[' => 1, '}' or ']' => -1, _ => 0 };
            if (depth > 0 || text[i] != ',')
                continue;
            yield return text[start..i].Trim();
            start = i + 1;
        }

        yield return text[start..].Trim();
    }
}
