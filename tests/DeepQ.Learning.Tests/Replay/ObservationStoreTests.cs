using DeepQ.Learning.Replay;
using DeepQ.Learning.States;

namespace DeepQ.Learning.Tests.Replay;

public sealed class ObservationStoreTests
{
    public static TheoryData<string> Kinds => ["floats", "bytes", "bits", "frames"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_sparse_state_is_written_with_its_zeros(string kind)
    {
        ObservationStore store = Store(kind, 20);
        store.Write(2, new StateRow(20, [1, 19], [1, 1]));
        float[] values = new float[20];
        store.Read(2, values);
        Assert.Equal([0, 1, .. new float[17], 1], values);
    }

    [Theory]
    [InlineData("bytes", 16)]
    [InlineData("bytes", 31)]
    [InlineData("bits", 16)]
    [InlineData("bits", 20)]
    public void Reading_leaves_what_stands_behind_the_row(string kind, int size)
    {
        ObservationStore store = Store(kind, size);
        store.Write(0, Enumerable.Repeat(1f, size).ToArray());
        float[] values = [.. Enumerable.Repeat(5f, size + 8)];
        store.Read(0, values.AsSpan(0, size));
        Assert.Equal([.. Enumerable.Repeat(1f, size), .. Enumerable.Repeat(5f, 8)], values);
    }

    // Sixteen bits are two bytes; a mask of 64 actions is one word.
    [Fact]
    public void Bits_that_fill_their_bytes_take_no_more()
    {
        BitObservations bits = new(16, 1_024, file: null);
        bits.Reserve(1_024);
        Assert.Equal(1_024 * 2, bits.MemorySize);
        MaskStore masks = new(64, 1_024, file: null);
        masks.Reserve(1_024);
        Assert.Equal(1_024 * 8, masks.MemorySize);
        Assert.Equal([8, 8, 16, 24], new[] { 1, 64, 65, 130 }.Select(MaskStore.BytesPerRow));
    }

    [Fact]
    public void Values_are_bits_only_if_all_are()
    {
        Assert.True(ObservationLayout.Of(new BoxSpace([2], [0, 0], [1, 1], ElementType.UInt8)).IsBinary);
        Assert.False(ObservationLayout.Of(new BoxSpace([2], [0, 0], [1, 9], ElementType.UInt8)).IsBinary);
    }

    private static ObservationStore Store(string kind, int size)
    {
        ObservationLayout layout = kind switch
        {
            "floats" => new(size),
            "bytes" => new(size, ElementType.UInt8),
            "bits" => new(size, ElementType.UInt8, IsBinary: true),
            _ => new(size, ElementType.UInt8, Frames: 2),
        };
        ObservationStore store = ObservationStore.Create(layout, 4, file: null, new FramePool(layout.Frame, 4, file: null));
        store.Reserve(4);
        return store;
    }
}
