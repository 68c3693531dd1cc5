using System.Collections.Immutable;

namespace Microsoft.ML.Data;

/// <summary>Several values of one type. A dimension of 0 is one whose length differs from row to row.</summary>
public sealed class VectorDataViewType : StructuredDataViewType
{
    public VectorDataViewType(PrimitiveDataViewType itemType, int size = 0)
        : this(itemType, ImmutableArray.Create(NotNegative(size)))
    {
    }

    public VectorDataViewType(PrimitiveDataViewType itemType, params int[] dimensions)
        : this(itemType, ImmutableArray.Create(dimensions ?? throw new ArgumentNullException(nameof(dimensions))))
    {
    }

    public VectorDataViewType(PrimitiveDataViewType itemType, ImmutableArray<int> dimensions)
        : base(RawTypeOf(itemType))
    {
        if (dimensions.IsDefaultOrEmpty)
            throw new ArgumentOutOfRangeException(nameof(dimensions), "A vector has at least one dimension.");
        foreach (int dimension in dimensions)
        {
            if (dimension < 0)
                throw new ArgumentOutOfRangeException(nameof(dimensions), $"A dimension cannot be {dimension}.");
        }

        ItemType = itemType;
        Dimensions = dimensions;
        int size = 1;
        foreach (int dimension in dimensions)
            size = checked(size * dimension);
        Size = size;
    }

    public ImmutableArray<int> Dimensions { get; }

    public PrimitiveDataViewType ItemType { get; }

    /// <summary>The product of the dimensions: 0 where the length is not fixed.</summary>
    public int Size { get; }

    public bool IsKnownSize => Size > 0;

    public override bool Equals(DataViewType other)
        => other is VectorDataViewType vector
            && vector.ItemType.Equals(ItemType)
            && vector.Dimensions.AsSpan().SequenceEqual(Dimensions.AsSpan());

    public override bool Equals(object other) => other is DataViewType type && Equals(type);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.Add(ItemType);
        foreach (int dimension in Dimensions)
            hash.Add(dimension);
        return hash.ToHashCode();
    }

    public override string ToString()
        => Dimensions is [0]
            ? $"Vector<{ItemType}>"
            : $"Vector<{ItemType}, {string.Join(", ", Dimensions.Select(d => d == 0 ? "*" : d.ToString()))}>";

    private static Type RawTypeOf(PrimitiveDataViewType itemType)
        => typeof(VBuffer<>).MakeGenericType((itemType ?? throw new ArgumentNullException(nameof(itemType))).RawType);

    private static int NotNegative(int size)
        => size >= 0 ? size : throw new ArgumentOutOfRangeException(nameof(size), $"A size cannot be {size}.");
}
