namespace Microsoft.ML;

/// <summary>A row that moves on. For one thread at a time.</summary>
public abstract class DataViewRowCursor : DataViewRow
{
    /// <summary>Goes to the next row. False when there is none.</summary>
    public abstract bool MoveNext();
}
