namespace DeepQ.Environments.Checking;

/// <summary>The faults found so far, each kind of fault once.</summary>
internal sealed class CheckReport
{
    private readonly List<string> _sentences = [];
    private readonly HashSet<string> _kinds = new(StringComparer.Ordinal);

    public IReadOnlyList<string> Sentences => _sentences;

    /// <summary>
    /// Adds a fault unless one of its kind was reported before. Without a kind, the sentence itself is the kind.
    /// </summary>
    public void Add(string sentence, string? kind = null)
    {
        if (_kinds.Add(kind ?? sentence))
            _sentences.Add(sentence);
    }

    /// <summary>Adds several faults.</summary>
    public void AddAll(IEnumerable<string> sentences)
    {
        foreach (string sentence in sentences)
            Add(sentence);
    }
}
