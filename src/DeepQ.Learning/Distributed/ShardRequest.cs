using System.Text;
using DeepQ.Learning.Checkpoints;
using DeepQ.Learning.Replay;

namespace DeepQ.Learning.Distributed;

/// <summary>What the learner asks of a shard and tells it. To ask twice changes nothing but the draw.</summary>
internal sealed record ShardRequest
{
    /// <summary>The number of batches to draw.</summary>
    public int Batches { get; init; }

    /// <summary>How far training has come, for schedules.</summary>
    public long Step { get; init; }

    /// <summary>How far returns look ahead.</summary>
    public Horizon Horizon { get; init; }

    /// <summary>The shard may receive transitions until it has received so many in all.</summary>
    public long Limit { get; init; }

    /// <summary>The newest version of the weights.</summary>
    public long WeightsVersion { get; init; }

    /// <summary>The shard may forget the episodes before this one.</summary>
    public long FirstEpisode { get; init; }

    /// <summary>Of each stream, how many of the newest transitions the learner wants to look at; 0 for none.</summary>
    public int Look { get; init; }

    /// <summary>The life of the shard that the priorities and the limit are for.</summary>
    public Guid Life { get; init; }

    /// <summary>Where transitions are that were learned from.</summary>
    public int[] Slots { get; init; } = [];

    /// <summary>How often those slots had been written.</summary>
    public uint[] Versions { get; init; } = [];

    /// <summary>How far those transitions were from their targets.</summary>
    public float[] Errors { get; init; } = [];

    public byte[] ToBytes()
    {
        using MemoryStream stream = new();
        using BinaryWriter writer = new(stream, Encoding.UTF8);
        writer.Write(Batches);
        writer.Write(Step);
        writer.WriteValues<Horizon>([Horizon]);
        writer.Write(Limit);
        writer.Write(WeightsVersion);
        writer.Write(FirstEpisode);
        writer.Write(Look);
        writer.WriteValues<Guid>([Life]);
        writer.Write(Slots.Length);
        writer.WriteValues<int>(Slots);
        writer.WriteValues<uint>(Versions);
        writer.WriteValues<float>(Errors);
        return stream.ToArray();
    }

    public static ShardRequest Read(byte[] bytes)
    {
        using BinaryReader reader = new(new MemoryStream(bytes, writable: false), Encoding.UTF8);
        (int batches, long step) = (reader.ReadInt32(), reader.ReadInt64());
        Horizon[] horizon = new Horizon[1];
        reader.ReadValues<Horizon>(horizon);
        (long limit, long version, long episode, int look) =
            (reader.ReadInt64(), reader.ReadInt64(), reader.ReadInt64(), reader.ReadInt32());
        Guid[] life = new Guid[1];
        reader.ReadValues<Guid>(life);
        int count = reader.ReadInt32();
        (int[] slots, uint[] versions, float[] errors) = (new int[count], new uint[count], new float[count]);
        reader.ReadValues<int>(slots);
        reader.ReadValues<uint>(versions);
        reader.ReadValues<float>(errors);
        return new ShardRequest
        {
            Batches = batches,
            Step = step,
            Horizon = horizon[0],
            Limit = limit,
            WeightsVersion = version,
            FirstEpisode = episode,
            Look = look,
            Life = life[0],
            Slots = slots,
            Versions = versions,
            Errors = errors,
        };
    }
}
