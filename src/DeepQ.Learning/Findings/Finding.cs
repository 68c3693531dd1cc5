namespace DeepQ.Learning.Findings;

/// <summary>A diagnosis of a training: what was observed, in numbers, and what to do about it.</summary>
/// <param name="Name">The name, such as <c>SwingingEvaluations</c>.</param>
/// <param name="Seen">What was observed, in a sentence with its numbers.</param>
/// <param name="Advice">What usually helps.</param>
public sealed record Finding(string Name, string Seen, string Advice)
{
    /// <summary>The numbers of <see cref="Seen"/>, by name.</summary>
    public required IReadOnlyDictionary<string, double> Figures { get; init; }

    /// <summary>Returns the observation and the advice.</summary>
    public override string ToString() => $"{Seen} {Advice}";
}
