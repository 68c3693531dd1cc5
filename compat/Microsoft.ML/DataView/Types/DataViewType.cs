namespace Microsoft.ML.Data;

/// <summary>The type of a column: what its values mean, apart from how .NET represents them.</summary>
public abstract class DataViewType : IEquatable<DataViewType>
{
    private protected DataViewType(Type rawType)
        => RawType = rawType ?? throw new ArgumentNullException(nameof(rawType));

    /// <summary>The .NET type of a value of this column type.</summary>
    public Type RawType { get; }

    public abstract bool Equals(DataViewType other);
}
