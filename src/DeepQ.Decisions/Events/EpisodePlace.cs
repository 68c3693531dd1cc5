using System.Runtime.InteropServices;

namespace DeepQ.Decisions.Events;

/// <summary>
/// Maps each episode to a place in [0, 1) that depends only on its id, so it is the same in every process.
/// </summary>
internal static class EpisodePlace
{
    /// <summary>The purpose of the shares for readers of a log.</summary>
    public const byte Share = 3;

    private const byte Canary = 1;
    private const byte Log = 2;

    /// <summary>Returns whether the candidate decides an episode.</summary>
    public static bool IsCanary(string? episodeId, Guid id, double share) => Of(episodeId, id, Canary) < share;

    /// <summary>Returns whether an episode is logged.</summary>
    public static bool IsLogged(string? episodeId, Guid id, double share) => Of(episodeId, id, Log) < share;

    /// <summary>Returns the place of an episode, or of a decision that is an episode by itself.</summary>
    /// <param name="episodeId">The episode; null for none.</param>
    /// <param name="id">The decision.</param>
    /// <param name="purpose">The purpose; places for different purposes are independent.</param>
    /// <remarks>FNV-1a (Fowler, Noll, Vo), followed by the finalizer of MurmurHash3 (Appleby).</remarks>
    public static double Of(string? episodeId, Guid id, byte purpose)
    {
        ulong hash = (14695981039346656037 ^ purpose) * 1099511628211;
        Span<byte> own = stackalloc byte[16];
        id.TryWriteBytes(own);
        foreach (byte each in episodeId is null ? own : MemoryMarshal.AsBytes(episodeId.AsSpan()))
            hash = (hash ^ each) * 1099511628211;
        hash = (hash ^ (hash >> 33)) * 0xff51afd7ed558ccd;
        hash = (hash ^ (hash >> 33)) * 0xc4ceb9fe1a85ec53;
        return ((hash ^ (hash >> 33)) >> 11) / (double)(1L << 53);
    }
}
