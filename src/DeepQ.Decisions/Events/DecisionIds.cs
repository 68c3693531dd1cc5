using System.Buffers.Binary;

namespace DeepQ.Decisions.Events;

/// <summary>
/// Creates the ids of decisions: UUIDs of version 7 whose last bit tells whether the decision is in the log.
/// </summary>
internal static class DecisionIds
{
    /// <summary>Creates the id of a decision that is logged.</summary>
    public static Guid New(DateTimeOffset time) => WithLastBit(Guid.CreateVersion7(time), 1);

    /// <summary>Returns the same id for a decision that is not logged.</summary>
    public static Guid AsUnlogged(Guid id) => WithLastBit(id, 0);

    /// <summary>Returns whether the decision with an id is, or should be, in the log.</summary>
    public static bool IsLogged(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        return (bytes[15] & 1) == 1;
    }

    /// <summary>
    /// Returns the time of the decision with an id, to a millisecond; null if the id is not a UUID of version 7.
    /// </summary>
    public static DateTimeOffset? TimeOf(Guid id)
    {
        if (id.Version != 7)
            return null;
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        long milliseconds = (long)(BinaryPrimitives.ReadUInt64BigEndian(bytes) >> 16);
        return milliseconds <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
            ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
            : null;
    }

    private static Guid WithLastBit(Guid id, int bit)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        bytes[15] = (byte)((bytes[15] & 0xFE) | bit);
        return new(bytes, bigEndian: true);
    }
}
