using System.Text;
using DeepQ.Learning.Checkpoints;
using DeepQ.Learning.Replay;

namespace DeepQ.Learning.Distributed;

/// <summary>A request of the learner to a shard. Sending it twice changes nothing except the batches drawn.</summary>
internal sealed record ShardRequest
{
    /// <summary>The number of batches to draw.</summary>
    public int Batches { get; init; }

    /// <summary>The step of the training, for schedules.</summary>
    public long Step { get; init; }

    /// <summary>The discount and the number of steps of returns.</summary>
    public Horizon Horizon { get; init; }

    /// <summary>The total number of transitions that the shard may receive.</summary>
    public long Limit { get; init; }

    /// <summary>The newest version of the weights.</summary>
    public long WeightsVersion { get; init; }

    /// <summary>The first episode that the learner has not received.</summary>
    public long FirstEpisode { get; init; }

    /// <summary>The number of newest transitions of each stream to send along; 0 for none.</summary>
    public int Look { get; init; }

    /// <summary>The identity of the shard that the priorities and the limit are for.</summary>
    public Guid Life { get; init; }

    /// <summary>The slots of the transitions that were learned from.</summary>
    public int[] Slots { get; init; } = [];

    /// <summary>The number of times that those slots had been written.</summary>
    public uint[] Versions { get; init; } = [];

    /// <summary>The absolute errors of those transitions.</summary>
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
