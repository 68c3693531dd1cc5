using DeepQ.Learning.Checkpoints;

namespace DeepQ.Learning.Training;

/// <summary>Adds up the rewards of the episodes in progress and records those that ended.</summary>
internal sealed class EpisodeStatistics(int environments)
{
    private const int Window = 100;
    private readonly List<EpisodeRecord> _records = [];
    private readonly double[] _returns = new double[environments];
    private readonly int[] _lengths = new int[environments];

    public IReadOnlyList<EpisodeRecord> Records => _records;

    /// <summary>The mean return of the latest episodes; NaN before the first has ended.</summary>
    public double MeanReturn
    {
        get
        {
            int count = Math.Min(Window, _records.Count);
            return count == 0 ? double.NaN : _records.TakeLast(count).Average(record => record.Return);
        }
    }

    /// <summary>The greatest number of steps of an episode, including those in progress.</summary>
    public int Longest => _records.Select(record => record.Length).Concat(_lengths).Max();

    /// <summary>Returns the episodes that ended, and keeps them no longer.</summary>
    public EpisodeRecord[] Take()
    {
        EpisodeRecord[] taken = [.. _records];
        _records.Clear();
        return taken;
    }

    /// <summary>Discards the episodes in progress, whose environments were restarted.</summary>
    public void DropUnfinished()
    {
        Array.Clear(_returns);
        Array.Clear(_lengths);
    }

    public void Save(BinaryWriter writer)
    {
        writer.WriteValues<double>(_returns);
        writer.WriteValues<int>(_lengths);
        writer.Write(_records.Count);
        foreach (EpisodeRecord record in _records)
        {
            writer.Write(record.Step);
            writer.Write(record.Return);
            writer.Write(record.Length);
        }
    }

    public void Load(BinaryReader reader)
    {
        reader.ReadValues<double>(_returns);
        reader.ReadValues<int>(_lengths);
        _records.Clear();
        for (int count = reader.ReadInt32(); count > 0; count--)
            _records.Add(new EpisodeRecord(reader.ReadInt64(), reader.ReadDouble(), reader.ReadInt32()));
    }

    public void Add(int environment, double reward, bool done, long step)
    {
        _returns[environment] += reward;
        _lengths[environment]++;
        if (!done)
            return;

        _records.Add(new EpisodeRecord(step, _returns[environment], _lengths[environment]));
        _returns[environment] = 0;
        _lengths[environment] = 0;
    }
}
