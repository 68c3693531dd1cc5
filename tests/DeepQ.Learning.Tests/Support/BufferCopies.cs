using DeepQ.Learning.Replay;

namespace DeepQ.Learning.Tests.Support;

/// <summary>Compares what is drawn, and copies buffers as checkpoints do.</summary>
internal static class BufferCopies
{
    public static void AssertEqual(TransitionBatch expected, TransitionBatch actual)
    {
        Assert.Equal(expected.Slots, actual.Slots);
        Assert.True(expected.States.AsSpan().SequenceEqual(actual.States));
        Assert.True(expected.NextStates.AsSpan().SequenceEqual(actual.NextStates));
        Assert.Equal(expected.Actions, actual.Actions);
        Assert.Equal(expected.Rewards, actual.Rewards);
        Assert.Equal(expected.Discounts, actual.Discounts);
        Assert.True(expected.ActionMasks.AsSpan().SequenceEqual(actual.ActionMasks));
        Assert.True(expected.NextActionMasks.AsSpan().SequenceEqual(actual.NextActionMasks));
    }

    public static byte[] Saved(ReplayBuffer buffer)
    {
        using MemoryStream stream = new();
        using BinaryWriter writer = new(stream);
        buffer.Save(writer);
        return stream.ToArray();
    }

    public static void Load(byte[] saved, ReplayBuffer buffer)
    {
        using MemoryStream stream = new(saved);
        using BinaryReader reader = new(stream);
        buffer.Load(reader);
        Assert.Equal(stream.Length, stream.Position);
    }
}
