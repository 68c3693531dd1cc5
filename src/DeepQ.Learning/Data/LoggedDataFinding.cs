namespace DeepQ.Learning.Data;

/// <summary>A problem with a row of logged data.</summary>
/// <param name="Row">The number of the row, from 0.</param>
/// <param name="Problem">The problem.</param>
/// <param name="Handling">What was done with the row.</param>
public sealed record LoggedDataFinding(long Row, string Problem, string Handling)
{
    /// <summary>Formats the finding in one line.</summary>
    public override string ToString() => $"Row {Row}: {Problem}; {Handling}.";
}
