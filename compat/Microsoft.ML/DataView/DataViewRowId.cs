namespace Microsoft.ML.Data;

/// <summary>A 128-bit identity that a row keeps through shuffling and filtering.</summary>
public readonly struct DataViewRowId : IComparable<DataViewRowId>, IEquatable<DataViewRowId>
{
    public readonly ulong Low;
    public readonly ulong High;

    public DataViewRowId(ulong low, ulong high)
    {
        Low = low;
        High = high;
    }

    /// <summary>An identity that follows from this one.</summary>
    public DataViewRowId Next() => Mixed(Low, High, 0x9E3779B97F4A7C15);

    /// <summary>Another identity that follows from this one, different from <see cref="Next"/>.</summary>
    public DataViewRowId Fork() => Mixed(Low, High, 0xD1B54A32D192ED03);

    /// <summary>An identity that follows from this one and another; the order matters.</summary>
    public DataViewRowId Combine(DataViewRowId other)
    {
        DataViewRowId mine = Next();
        return Mixed(mine.Low ^ other.Low, mine.High ^ other.High, 0x2545F4914F6CDD1D);
    }

    public int CompareTo(DataViewRowId other)
        => High != other.High ? High.CompareTo(other.High) : Low.CompareTo(other.Low);

    public bool Equals(DataViewRowId other) => Low == other.Low && High == other.High;

    public override bool Equals(object obj) => obj is DataViewRowId other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(Low, High);

    public override string ToString() => $"{High:x16}{Low:x16}";

    private static DataViewRowId Mixed(ulong low, ulong high, ulong salt)
    {
        ulong first = Scramble(low + salt);
        ulong second = Scramble((high ^ first) + salt);
        return new DataViewRowId(Scramble(first + second), second);
    }

    // The finalizer of SplitMix64 (Steele, Lea, Flood 2014).
    private static ulong Scramble(ulong x)
    {
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
        return x ^ (x >> 31);
    }
}
