namespace DeepQ.Learning.Findings;

/// <summary>The least and the greatest of a set of numbers.</summary>
internal readonly record struct RewardRange(double Least, double Greatest)
{
    /// <summary>The range of an empty set.</summary>
    public static RewardRange Empty { get; } = new(double.PositiveInfinity, double.NegativeInfinity);

    public bool IsEmpty => Least > Greatest;

    public double Width => Greatest - Least;

    public RewardRange With(double value) => new(Math.Min(Least, value), Math.Max(Greatest, value));
}
