using System.Numerics;

namespace DeepQ.Learning.Logging;

/// <summary>The checksum CRC-32C (Castagnoli), RFC 3720, appendix B.4.</summary>
internal static class Crc32C
{
    public static uint Of(ReadOnlySpan<byte> data)
    {
        uint crc = uint.MaxValue;
        foreach (byte value in data)
            crc = BitOperations.Crc32C(crc, value);
        return ~crc;
    }

    /// <summary>
    /// Computes the checksum rotated by 15 bits plus a constant, as in TFRecord files, because a checksum of checksums
    /// is weak.
    /// </summary>
    public static uint Masked(ReadOnlySpan<byte> data) => BitOperations.RotateRight(Of(data), 15) + 0xA282EAD8;
}
