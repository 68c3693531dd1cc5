using DeepQ.Learning.Checkpoints;

namespace DeepQ.Learning.Exploration;

/// <summary>
/// Tracks whether the latest episodes carry information. If most of them have the worst return ever seen, such as −200
/// for every episode that a time limit ends, nothing can be learned from them.
/// </summary>
internal sealed class RecentReturns
{
    private const int Window = 20;
    private readonly double[] _returns = new double[Window];
    private double _worst = double.PositiveInfinity;
    private long _count;

    /// <summary>
    /// Gets whether more than half of the latest 20 episodes have the worst return of all; true before the first has
    /// ended.
    /// </summary>
    public bool TellNothing { get; private set; } = true;

    /// <summary>Adds the return of an episode that ended.</summary>
    public void Add(double episodeReturn)
    {
        _returns[_count++ % Window] = episodeReturn;
        _worst = Math.Min(_worst, episodeReturn);
        ReadOnlySpan<double> latest = _returns.AsSpan(0, (int)Math.Min(_count, Window));
        TellNothing = 2 * latest.Count(_worst) > latest.Length;
    }

    /// <summary>Writes the returns.</summary>
    public void Save(BinaryWriter writer)
    {
        writer.WriteValues<double>(_returns);
        writer.Write(_worst);
        writer.Write(_count);
        writer.Write(TellNothing);
    }

    /// <summary>Restores what <see cref="Save"/> wrote.</summary>
    public void Load(BinaryReader reader)
    {
        reader.ReadValues<double>(_returns);
        _worst = reader.ReadDouble();
        _count = reader.ReadInt64();
        TellNothing = reader.ReadBoolean();
    }
}
