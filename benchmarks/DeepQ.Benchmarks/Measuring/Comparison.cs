namespace DeepQ.Benchmarks;

/// <summary>The timings of contestants that did the same work in one run.</summary>
/// <param name="Title">What the work was.</param>
/// <param name="Operation">The name of one operation.</param>
/// <param name="References">The contestants that the others are compared with.</param>
/// <param name="Timings">A timing for each contestant.</param>
internal sealed record Comparison(
    string Title, string Operation, IReadOnlyList<string> References, IReadOnlyList<Timing> Timings)
{
    /// <summary>What the least and the greatest time of each timing are.</summary>
    public string Range { get; init; } = "least – greatest";

    /// <summary>How large the problem was, where a series of comparisons shows growth.</summary>
    public double? Size { get; init; }

    /// <summary>The timing of a contestant.</summary>
    public Timing this[string name] => Timings.Single(timing => timing.Name == name);
}
