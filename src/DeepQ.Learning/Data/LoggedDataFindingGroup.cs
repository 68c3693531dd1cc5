namespace DeepQ.Learning.Data;

/// <summary>All findings of one kind.</summary>
/// <param name="Count">The number of findings.</param>
/// <param name="First">The first of them.</param>
/// <param name="IsMistake">Whether it is likely to be a mistake rather than normal.</param>
public sealed record LoggedDataFindingGroup(long Count, LoggedDataFinding First, bool IsMistake)
{
    /// <summary>Formats the first finding and the number of others like it in one line.</summary>
    public override string ToString() => Count == 1 ? $"{First}" : $"{First} The same holds for {Count - 1} more rows.";
}
