using System.Text;
using DeepQ.Learning.Checkpoints;
using DeepQ.Learning.Replay;

namespace DeepQ.Learning.Distributed;

/// <summary>The answer of a shard to the learner.</summary>
internal sealed record ShardReply
{
    /// <summary>The identity of the shard: another one each time that it starts, empty.</summary>
    public Guid Life { get; init; }

    /// <summary>The number of transitions that it has received since it started.</summary>
    public long Received { get; init; }

    /// <summary>The number of transitions that it holds.</summary>
    public int Held { get; init; }

    /// <summary>The sum of the priorities.</summary>
    public double Sum { get; init; }

    /// <summary>The number of blocks that were sent again.</summary>
    public long Repeated { get; init; }

    /// <summary>The number of blocks that did not directly follow the previous one.</summary>
    public long Gaps { get; init; }

    /// <summary>The number of the first of <see cref="Episodes"/>.</summary>
    public long FirstEpisode { get; init; }

    /// <summary>The returns and lengths of episodes that ended.</summary>
    public (double Return, int Length)[] Episodes { get; init; } = [];

    /// <summary>The batches, each with the number of times that its slots were written.</summary>
    public (TransitionBatch Batch, uint[] Versions)[] Batches { get; init; } = [];

    /// <summary>The newest transitions, if they were requested; null for none.</summary>
    public ExperienceBlock? Look { get; init; }

    public byte[] ToBytes(ElementType elementType)
    {
        using MemoryStream stream = new();
        using BinaryWriter writer = new(stream, Encoding.UTF8);
        writer.WriteValues<Guid>([Life]);
        writer.Write(Received);
        writer.Write(Held);
        writer.Write(Sum);
        writer.Write(Repeated);
        writer.Write(Gaps);
        writer.Write(FirstEpisode);
        writer.Write(Episodes.Length);
        foreach ((double value, int length) in Episodes)
        {
            writer.Write(value);
            writer.Write(length);
        }

        writer.Write(Batches.Length);
        foreach ((TransitionBatch batch, uint[] versions) in Batches)
            Write(writer, batch, versions, elementType);
        writer.Write(Look is not null);
        if (Look is not null)
            BlockFormat.Write(writer, Look, elementType);
        return stream.ToArray();
    }

    public static ShardReply Read(byte[] bytes, int batchSize, int size, int masked, ElementType elementType)
    {
        using BinaryReader reader = new(new MemoryStream(bytes, writable: false), Encoding.UTF8);
        Guid[] life = new Guid[1];
        reader.ReadValues<Guid>(life);
        ShardReply counts = new()
        {
            Life = life[0],
            Received = reader.ReadInt64(),
            Held = reader.ReadInt32(),
            Sum = reader.ReadDouble(),
            Repeated = reader.ReadInt64(),
            Gaps = reader.ReadInt64(),
            FirstEpisode = reader.ReadInt64(),
        };
        (double Return, int Length)[] episodes = new (double, int)[reader.ReadInt32()];
        foreach (ref (double Return, int Length) episode in episodes.AsSpan())
            episode = (reader.ReadDouble(), reader.ReadInt32());
        (TransitionBatch, uint[])[] batches = new (TransitionBatch, uint[])[reader.ReadInt32()];
        foreach (ref (TransitionBatch, uint[]) batch in batches.AsSpan())
            batch = ReadBatch(reader, new TransitionBatch(batchSize, size, masked), elementType);
        return counts with
        {
            Episodes = episodes,
            Batches = batches,
            Look = reader.ReadBoolean() ? BlockFormat.Read(reader, size, masked, elementType) : null,
        };
    }

    private static void Write(BinaryWriter writer, TransitionBatch batch, uint[] versions, ElementType elementType)
    {
        writer.WriteValues<int>(batch.Slots);
        writer.WriteValues<uint>(versions);
        BlockFormat.WriteObservations(writer, batch.States, elementType);
        BlockFormat.WriteObservations(writer, batch.NextStates, elementType);
        writer.WriteValues<int>(batch.Actions);
        writer.WriteValues<float>(batch.Rewards);
        writer.WriteValues<float>(batch.Discounts);
        writer.WriteValues<float>(batch.Weights);
        writer.WriteValues<bool>(batch.ActionMasks);
        writer.WriteValues<bool>(batch.NextActionMasks);
    }

    private static (TransitionBatch Batch, uint[] Versions) ReadBatch(BinaryReader reader, TransitionBatch batch, ElementType elementType)
    {
        uint[] versions = new uint[batch.Size];
        reader.ReadValues<int>(batch.Slots);
        reader.ReadValues<uint>(versions);
        BlockFormat.ReadObservations(reader, batch.States, elementType);
        BlockFormat.ReadObservations(reader, batch.NextStates, elementType);
        reader.ReadValues<int>(batch.Actions);
        reader.ReadValues<float>(batch.Rewards);
        reader.ReadValues<float>(batch.Discounts);
        reader.ReadValues<float>(batch.Weights);
        reader.ReadValues<bool>(batch.ActionMasks);
        reader.ReadValues<bool>(batch.NextActionMasks);
        return (batch, versions);
    }
}
