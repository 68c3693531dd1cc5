namespace DeepQ.Learning.Findings;

/// <summary>The least and the greatest rewards of a training, and how its episodes ended.</summary>
internal sealed class SeenRewards
{
    /// <summary>The rewards of steps after which an episode continues or was cut off.</summary>
    public RewardRange Continuing { get; private set; } = RewardRange.Empty;

    /// <summary>The rewards of steps that end an episode in a terminal state.</summary>
    public RewardRange Terminal { get; private set; } = RewardRange.Empty;

    /// <summary>The number of episodes that terminated.</summary>
    public long Terminated { get; private set; }

    /// <summary>The number of episodes that were cut off.</summary>
    public long Truncated { get; private set; }

    /// <summary>Records a step.</summary>
    public void Notice(double reward, bool terminated, bool truncated)
    {
        if (terminated)
        {
            Terminal = Terminal.With(reward);
            Terminated++;
            return;
        }

        Continuing = Continuing.With(reward);
        if (truncated)
            Truncated++;
    }

    /// <summary>
    /// Returns the range of every Q-value with these rewards: an episode either continues forever, with at most r / (1
    /// − γ), or ends with a last reward. Infinite if γ = 1.
    /// </summary>
    public RewardRange Values(double gamma)
    {
        RewardRange forever = Continuing.IsEmpty ? Terminal : new(Forever(Continuing.Least), Forever(Continuing.Greatest));
        return new(Math.Min(Terminal.Least, forever.Least), Math.Max(Terminal.Greatest, forever.Greatest));

        double Forever(double reward) => reward == 0 ? 0 : reward / (1 - gamma);
    }

    public void Save(BinaryWriter writer)
    {
        foreach (double value in (double[])[Continuing.Least, Continuing.Greatest, Terminal.Least, Terminal.Greatest])
            writer.Write(value);
        writer.Write(Terminated);
        writer.Write(Truncated);
    }

    public void Load(BinaryReader reader)
    {
        Continuing = new(reader.ReadDouble(), reader.ReadDouble());
        Terminal = new(reader.ReadDouble(), reader.ReadDouble());
        Terminated = reader.ReadInt64();
        Truncated = reader.ReadInt64();
    }
}
