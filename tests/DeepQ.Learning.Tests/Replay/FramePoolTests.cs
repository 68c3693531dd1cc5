using DeepQ.Learning.Replay;

namespace DeepQ.Learning.Tests.Replay;

public sealed class FramePoolTests
{
    private static readonly ObservationLayout Pair = new(2, ElementType.UInt8);

    [Fact]
    public void Frames_are_equal_by_what_they_show()
    {
        FramePool pool = new(Pair, 4, file: null);
        int one = pool.Add([1, 2], []), same = pool.Add([1, 2], []), other = pool.Add([1, 3], []);
        Assert.Equal((1, 2, 3), (one, same, other));
        Assert.True(pool.AreEqual(one, same));
        Assert.True(pool.AreEqual(one, one));
        Assert.False(pool.AreEqual(one, other));
        Assert.False(pool.AreEqual(other, same));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void A_frame_that_is_not_there_cannot_be_used(int frame)
    {
        FramePool pool = new(Pair, 4, file: null);
        Assert.Equal(1, pool.Use(pool.Add([1, 2], [])));
        Assert.Equal(
            $"An observation refers to frame {frame} of 1.",
            Assert.Throws<InvalidDataException>(() => pool.Use(frame)).Message);
    }

    // The first observation of an episode shows one frame in all places, and the next one a frame more.
    [Fact]
    public void An_observation_takes_only_the_frames_that_are_new()
    {
        FramePool pool = new(Pair, 16, file: null);
        FrameObservations observations = new(pool, 4, 8, file: null);
        observations.Reserve(8);
        observations.Write(0, new float[] { 1, 2, 1, 2, 1, 2, 1, 2 });
        Assert.Equal(1, Used(pool));
        observations.Write(1, new float[] { 1, 2, 1, 2, 1, 2, 3, 4 }, observations, 0);
        Assert.Equal(2, Used(pool));
        observations.Release(0);
        Assert.Equal(2, Used(pool));
        observations.Release(1);
        Assert.Equal(0, Used(pool));
    }

    // A saved pool begins with the greatest number so far and that of free ones.
    private static int Used(FramePool pool)
    {
        using MemoryStream stream = new();
        pool.Save(new BinaryWriter(stream));
        stream.Position = 0;
        using BinaryReader reader = new(stream);
        return reader.ReadInt32() - reader.ReadInt32();
    }
}
