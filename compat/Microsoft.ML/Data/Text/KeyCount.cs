namespace Microsoft.ML.Data;

/// <summary>How many categories a key column of a file has: as many as its type can hold, unless it is given.</summary>
public sealed class KeyCount
{
    public ulong? Count;

    public KeyCount()
    {
    }

    public KeyCount(ulong count) => Count = count;
}
