namespace Microsoft.ML.Data;

public sealed partial class DatabaseLoader
{
    /// <summary>What columns are read.</summary>
    public sealed class Options
    {
        public Column[] Columns;
    }
}
