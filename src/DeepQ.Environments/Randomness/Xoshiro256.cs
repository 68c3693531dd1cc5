using System.Buffers.Binary;
using System.Numerics;

namespace DeepQ.Environments;

/// <summary>
/// A pseudo-random generator whose state can be saved: xoshiro256** by Blackman and Vigna, seeded through SplitMix64.
/// </summary>
/// <remarks>
/// Blackman, Vigna: Scrambled Linear Pseudorandom Number Generators (2021), https://prng.di.unimi.it.
/// <see cref="Random"/> of .NET does not expose its state, which a run needs in order to resume bit for bit.
/// </remarks>
public sealed class Xoshiro256 : Random
{
    /// <summary>The number of bytes that <see cref="SaveState"/> writes.</summary>
    public const int StateSize = 32;

    private ulong _s0;
    private ulong _s1;
    private ulong _s2;
    private ulong _s3;

    /// <summary>Creates a generator. Equal seeds give equal sequences on every machine.</summary>
    /// <param name="seed">Any value; neighboring seeds give unrelated sequences.</param>
    public Xoshiro256(ulong seed)
    {
        _s0 = SplitMix64(ref seed);
        _s1 = SplitMix64(ref seed);
        _s2 = SplitMix64(ref seed);
        _s3 = SplitMix64(ref seed);
    }

    /// <summary>Creates a generator that continues from a saved state.</summary>
    /// <param name="state"><see cref="StateSize"/> bytes that <see cref="SaveState"/> wrote.</param>
    /// <exception cref="ArgumentException">The length is wrong, or all bytes are zero.</exception>
    public Xoshiro256(ReadOnlySpan<byte> state) => LoadState(state);

    /// <summary>Draws the seed of an independent generator, one for each component that draws.</summary>
    /// <returns>A generator that shares no sequence with this one.</returns>
    public Xoshiro256 Fork() => new(NextUInt64());

    /// <summary>Draws 64 random bits.</summary>
    public ulong NextUInt64()
    {
        ulong result = BitOperations.RotateLeft(_s1 * 5, 7) * 9;
        ulong t = _s1 << 17;
        _s2 ^= _s0;
        _s3 ^= _s1;
        _s1 ^= _s2;
        _s0 ^= _s3;
        _s2 ^= t;
        _s3 = BitOperations.RotateLeft(_s3, 45);
        return result;
    }

    /// <inheritdoc/>
    public override int Next() => (int)NextBelow(int.MaxValue);

    /// <inheritdoc/>
    public override int Next(int maxValue)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maxValue);
        return maxValue == 0 ? 0 : (int)NextBelow((ulong)maxValue);
    }

    /// <inheritdoc/>
    public override int Next(int minValue, int maxValue)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(minValue, maxValue);
        return minValue == maxValue ? minValue : (int)(minValue + (long)NextBelow((ulong)((long)maxValue - minValue)));
    }

    /// <inheritdoc/>
    public override long NextInt64() => (long)NextBelow(long.MaxValue);

    /// <inheritdoc/>
    public override long NextInt64(long maxValue)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maxValue);
        return maxValue == 0 ? 0 : (long)NextBelow((ulong)maxValue);
    }

    /// <inheritdoc/>
    public override long NextInt64(long minValue, long maxValue)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(minValue, maxValue);
        return minValue == maxValue ? minValue : minValue + (long)NextBelow((ulong)maxValue - (ulong)minValue);
    }

    /// <summary>Draws from [0, 1), a multiple of 2⁻⁵³.</summary>
    public override double NextDouble() => (NextUInt64() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Draws from [0, 1), a multiple of 2⁻²⁴.</summary>
    public override float NextSingle() => (NextUInt64() >> 40) * (1.0f / (1U << 24));

    /// <inheritdoc/>
    public override void NextBytes(byte[] buffer)
    {
        ArgumentNullException.ThrowIfNull(buffer);
        NextBytes(buffer.AsSpan());
    }

    /// <inheritdoc/>
    public override void NextBytes(Span<byte> buffer)
    {
        Span<byte> word = stackalloc byte[8];
        while (buffer.Length > 0)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(word, NextUInt64());
            int count = Math.Min(8, buffer.Length);
            word[..count].CopyTo(buffer);
            buffer = buffer[count..];
        }
    }

    /// <summary>Writes the state, so that a generator made from it continues the sequence.</summary>
    /// <param name="state">Receives <see cref="StateSize"/> bytes.</param>
    /// <exception cref="ArgumentException"><paramref name="state"/> is too short.</exception>
    public void SaveState(Span<byte> state)
    {
        if (state.Length < StateSize)
        {
            throw new ArgumentException(
                $"The state takes {StateSize} bytes; there is room for {state.Length}.", nameof(state));
        }

        BinaryPrimitives.WriteUInt64LittleEndian(state, _s0);
        BinaryPrimitives.WriteUInt64LittleEndian(state[8..], _s1);
        BinaryPrimitives.WriteUInt64LittleEndian(state[16..], _s2);
        BinaryPrimitives.WriteUInt64LittleEndian(state[24..], _s3);
    }

    /// <summary>Continues from a state that <see cref="SaveState"/> wrote.</summary>
    /// <param name="state"><see cref="StateSize"/> bytes.</param>
    /// <exception cref="ArgumentException">The length is wrong, or all bytes are zero.</exception>
    public void LoadState(ReadOnlySpan<byte> state)
    {
        if (state.Length != StateSize || state.IndexOfAnyExcept((byte)0) < 0)
        {
            throw new ArgumentException(
                $"A state has {StateSize} bytes, not all of them zero; this one has {state.Length}.", nameof(state));
        }

        _s0 = BinaryPrimitives.ReadUInt64LittleEndian(state);
        _s1 = BinaryPrimitives.ReadUInt64LittleEndian(state[8..]);
        _s2 = BinaryPrimitives.ReadUInt64LittleEndian(state[16..]);
        _s3 = BinaryPrimitives.ReadUInt64LittleEndian(state[24..]);
    }

    /// <inheritdoc/>
    protected override double Sample() => NextDouble();

    // Lemire's multiplication method: no bias, and a division only in rare cases.
    private ulong NextBelow(ulong bound)
    {
        ulong high = Math.BigMul(NextUInt64(), bound, out ulong low);
        if (low < bound)
        {
            ulong threshold = (0 - bound) % bound;
            while (low < threshold)
                high = Math.BigMul(NextUInt64(), bound, out low);
        }

        return high;
    }

    private static ulong SplitMix64(ref ulong state)
    {
        ulong z = state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
