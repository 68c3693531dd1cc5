namespace DeepQ.Learning.Findings;

/// <summary>What a training says of itself that a person should know: what was seen, in numbers, and what to do about it.</summary>
/// <param name="Name">What it is, such as <c>SwingingEvaluations</c>.</param>
/// <param name="Seen">What was seen, in a sentence with its numbers.</param>
/// <param name="Advice">What usually mends it.</param>
public sealed record Finding(string Name, string Seen, string Advice)
{
    /// <summary>The numbers of <see cref="Seen"/>, by name.</summary>
    public required IReadOnlyDictionary<string, double> Figures { get; init; }

    /// <summary>What was seen, and the advice.</summary>
    public override string ToString() => $"{Seen} {Advice}";
}
