namespace DeepQ.Learning.Data;

/// <summary>Something that was the matter with a row of logged data.</summary>
/// <param name="Row">The number of the row, from 0.</param>
/// <param name="Problem">What it was.</param>
/// <param name="Handling">What was done with it.</param>
public sealed record LoggedDataFinding(long Row, string Problem, string Handling)
{
    /// <summary>The finding in one line.</summary>
    public override string ToString() => $"Row {Row}: {Problem}; {Handling}.";
}
