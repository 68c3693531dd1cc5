using System.Buffers.Binary;

namespace DeepQ.Environments.Tests.Randomness;

public sealed class Xoshiro256Tests
{
    [Fact]
    public void The_state_1_2_3_4_gives_the_outputs_of_the_reference_implementation()
    {
        byte[] state = new byte[32];
        for (int i = 0; i < 4; i++)
            BinaryPrimitives.WriteUInt64LittleEndian(state.AsSpan(8 * i), (ulong)(i + 1));

        Xoshiro256 random = new(state);
        Assert.Equal(
            [
                11520, 0, 1509978240, 1215971899390074240, 1216172134540287360, 607988272756665600,
                16172922978634559625, 8476171486693032832, 10595114339597558777, 2904607092377533576,
            ],
            Enumerable.Range(0, 10).Select(_ => random.NextUInt64()));
    }

    [Fact]
    public void A_seed_becomes_the_state_through_SplitMix64()
    {
        byte[] state = new byte[32];
        new Xoshiro256(0).SaveState(state);
        Assert.Equal(
            [0xE220A8397B1DCDAF, 0x6E789E6AA1B965F4, 0x06C45D188009454F, 0xF88BB8A8724C81EC],
            Enumerable.Range(0, 4).Select(i => BinaryPrimitives.ReadUInt64LittleEndian(state.AsSpan(8 * i))));
        Assert.Equal(0x99EC5F36CB75F2B4u, new Xoshiro256(0).NextUInt64());
        Assert.Equal(0x15780B2E0C2EC716u, new Xoshiro256(42).NextUInt64());
    }

    [Fact]
    public void Doubles_and_singles_are_the_high_bits()
    {
        // 0x99EC5F36CB75F2B4 without its low 11, or 40, bits.
        Assert.Equal(0x99EC5F36CB75F2B4 >> 11, new Xoshiro256(0).NextDouble() * (1L << 53));
        Assert.Equal(0x99EC5Fu, new Xoshiro256(0).NextSingle() * (1 << 24));
    }

    [Fact]
    public void A_saved_state_continues_the_sequence()
    {
        Xoshiro256 random = new(7);
        random.NextUInt64();
        byte[] state = new byte[Xoshiro256.StateSize];
        random.SaveState(state);
        Xoshiro256 restored = new(state);
        Assert.Equal(random.NextUInt64(), restored.NextUInt64());
        Assert.Equal(random.Next(1000), restored.Next(1000));
        Assert.Equal(random.NextDouble(), restored.NextDouble());
    }

    [Fact]
    public void Bounded_draws_are_uniform()
    {
        Xoshiro256 random = new(1);
        int[] counts = new int[6];
        for (int i = 0; i < 60_000; i++)
            counts[random.Next(6)]++;

        // Five standard deviations of a binomial with p = 1/6.
        Assert.All(counts, count => Assert.InRange(count, 10_000 - 457, 10_000 + 457));
    }

    [Fact]
    public void Ranges_include_the_lower_and_exclude_the_upper_limit()
    {
        Xoshiro256 random = new(2);
        Assert.Equal([-1, 0, 1], Distinct(() => random.Next(-1, 2)));
        Assert.Equal([5L, 6L], Distinct(() => random.NextInt64(5, 7)));
        Assert.Equal([0L, 1L, 2L], Distinct(() => random.NextInt64(3)));
        Assert.Equal((0, 4, 0L, 9L), (random.Next(0), random.Next(4, 4), random.NextInt64(0), random.NextInt64(9, 9)));

        static T[] Distinct<T>(Func<T> draw) => [.. Enumerable.Range(0, 200).Select(_ => draw()).Distinct().Order()];
    }

    // Of 200 draws, a tenth of the range at either end is missed with a probability of 0.9²⁰⁰, which is 10⁻⁹.
    [Fact]
    public void The_widest_ranges_are_drawn_from_end_to_end()
    {
        Xoshiro256 random = new(2);
        AssertReached(0, int.MaxValue, () => random.Next());
        AssertReached(0, long.MaxValue, () => random.NextInt64());
        AssertReached(int.MinValue, int.MaxValue, () => random.Next(int.MinValue, int.MaxValue));
        AssertReached(long.MinValue, long.MaxValue, () => random.NextInt64(long.MinValue, long.MaxValue));

        static void AssertReached(double least, double end, Func<double> draw)
        {
            double[] draws = [.. Enumerable.Range(0, 200).Select(_ => draw())];
            double tenth = (end - least) / 10;
            Assert.InRange(draws.Min(), least, least + tenth);
            Assert.InRange(draws.Max(), end - tenth, end);
        }
    }

    [Fact]
    public void Wrong_ranges_are_refused()
    {
        Xoshiro256 random = new(2);
        Assert.Throws<ArgumentOutOfRangeException>(() => random.Next(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => random.Next(2, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => random.NextInt64(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => random.NextInt64(2, 1));
    }

    [Fact]
    public void Bytes_are_the_outputs_little_endian()
    {
        byte[] bytes = new byte[10];
        new Xoshiro256(0).NextBytes(bytes);
        Assert.Equal([0xB4, 0xF2, 0x75, 0xCB, 0x36, 0x5F, 0xEC, 0x99, 0x2A, 0x45], bytes);
    }

    [Fact]
    public void A_fork_has_a_sequence_of_its_own_and_is_repeatable()
    {
        Xoshiro256 one = new(3);
        Xoshiro256 two = new(3);
        ulong fork = one.Fork().NextUInt64();
        Assert.Equal(fork, two.Fork().NextUInt64());
        Assert.NotEqual(fork, one.NextUInt64());
        Assert.NotEqual(fork, one.Fork().NextUInt64());
    }

    [Fact]
    public void Wrong_states_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new Xoshiro256(new byte[32]));
        Assert.Throws<ArgumentException>(() => new Xoshiro256(new byte[31]));
        Assert.Throws<ArgumentException>(() => new Xoshiro256(1).SaveState(new byte[31]));
    }
}
