namespace DeepQ.Learning.Data;

/// <summary>All findings of one kind.</summary>
/// <param name="Count">How many there are.</param>
/// <param name="First">The first of them.</param>
/// <param name="IsMistake">Whether it is likely to be a mistake, and not just a thing that happens.</param>
public sealed record LoggedDataFindingGroup(long Count, LoggedDataFinding First, bool IsMistake)
{
    /// <summary>The first finding and the number of others like it, in one line.</summary>
    public override string ToString() => Count == 1 ? $"{First}" : $"{First} So it is in {Count - 1} more rows.";
}
