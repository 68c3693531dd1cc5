using DeepQ.Learning.Checkpoints;
using DeepQ.Learning.Updates;

namespace DeepQ.Learning.Training;

/// <summary>
/// Keeps means of updates; each covers more updates the longer a training is, so that their number stays limited.
/// </summary>
internal sealed class UpdateHistory
{
    private const int Most = 1_000;
    private readonly List<UpdateRecord> _means = [];
    private UpdateMean _mean;
    private UpdateRecord _last;
    private int _together = 1;

    /// <summary>The means so far, each with the other figures of its last update.</summary>
    public IReadOnlyList<UpdateRecord> Records => _mean.Count == 0 ? [.. _means] : [.. _means, _last with { Result = _mean.Value }];

    /// <summary>Adds an update.</summary>
    public void Add(in UpdateRecord update)
    {
        _mean.Add(update.Result);
        _last = update;
        if (_mean.Count < _together)
            return;
        _means.Add(update with { Result = _mean.Value });
        _mean = default;
        if (_means.Count == Most)
            Halve();
    }

    public void Save(BinaryWriter writer)
    {
        writer.Write(_together);
        writer.Write(_means.Count);
        foreach (UpdateRecord record in _means)
            Write(writer, record);
        Write(writer, _last);
        writer.WriteValues<UpdateMean>([_mean]);
    }

    public void Load(BinaryReader reader)
    {
        _together = reader.ReadInt32();
        _means.Clear();
        for (int count = reader.ReadInt32(); count > 0; count--)
            _means.Add(Read(reader));
        _last = Read(reader);
        UpdateMean[] mean = new UpdateMean[1];
        reader.ReadValues<UpdateMean>(mean);
        _mean = mean[0];
    }

    private static void Write(BinaryWriter writer, in UpdateRecord record)
    {
        writer.Write(record.Step);
        writer.Write(record.Update);
        writer.WriteValues<UpdateResult>([record.Result]);
        writer.Write(record.Epsilon);
        writer.Write(record.ReplayFill);
        writer.Write(record.Elapsed.Ticks);
    }

    private static UpdateRecord Read(BinaryReader reader)
    {
        (long step, long update) = (reader.ReadInt64(), reader.ReadInt64());
        UpdateResult[] result = new UpdateResult[1];
        reader.ReadValues<UpdateResult>(result);
        return new(step, update, result[0], reader.ReadDouble(), reader.ReadDouble(), new TimeSpan(reader.ReadInt64()));
    }

    private void Halve()
    {
        for (int i = 0; i < Most / 2; i++)
        {
            UpdateMean pair = default;
            pair.Add(_means[2 * i].Result);
            pair.Add(_means[(2 * i) + 1].Result);
            _means[i] = _means[(2 * i) + 1] with { Result = pair.Value };
        }

        _means.RemoveRange(Most / 2, Most / 2);
        _together *= 2;
    }
}
