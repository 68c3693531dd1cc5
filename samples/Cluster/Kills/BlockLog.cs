using System.Globalization;

namespace ClusterSample.Kills;

/// <summary>What replay shards received during a training.</summary>
/// <param name="Blocks">The number of blocks that were stored.</param>
/// <param name="Repeated">The number of blocks that came again, and were not stored.</param>
/// <param name="MostTimes">How often the same block was stored in the same life of a shard, at most.</param>
/// <param name="MostAhead">The most transitions that had been stored beyond the steps of the learner.</param>
/// <param name="LastStep">The last step that the learner told.</param>
internal sealed record BlockLog(int Blocks, int Repeated, int MostTimes, long MostAhead, long LastStep)
{
    /// <summary>The word of a block that was stored.</summary>
    public const string Stored = "stored";

    /// <summary>The word of a block that came again.</summary>
    public const string Again = "again";

    /// <summary>The word of a step of the learner.</summary>
    public const string Step = "step";

    /// <summary>Reads the lines of all silos.</summary>
    /// <param name="lines">The lines: the time in ticks, a word, and a block or a step.</param>
    /// <param name="since">The ticks when the training began.</param>
    /// <param name="blockSize">The transitions of a block.</param>
    public static BlockLog Read(IEnumerable<string> lines, long since, int blockSize)
    {
        Dictionary<string, int> stored = new(StringComparer.Ordinal);
        BlockLog log = new(0, 0, 0, 0, 0);
        // The last line of a process that was killed may be half.
        IEnumerable<(long Ticks, string Word, string Text)> events = lines
            .Select(line => line.Split(' '))
            .Where(words => words.Length == 3)
            .Select(words => (long.Parse(words[0], CultureInfo.InvariantCulture), words[1], words[2]))
            .Where(one => one.Item1 >= since)
            .OrderBy(one => one.Item1);
        foreach ((_, string word, string text) in events)
        {
            switch (word)
            {
                case Stored:
                    stored[text] = stored.GetValueOrDefault(text) + 1;
                    log = log with { Blocks = log.Blocks + 1, MostTimes = Math.Max(log.MostTimes, stored[text]) };
                    break;
                case Again:
                    log = log with { Repeated = log.Repeated + 1 };
                    break;
                case Step when long.TryParse(text, CultureInfo.InvariantCulture, out long step):
                    // A learner that goes on has made fewer than the one that was lost.
                    log = log with { LastStep = Math.Max(log.LastStep, step) };
                    break;
            }

            log = log with { MostAhead = Math.Max(log.MostAhead, ((long)log.Blocks * blockSize) - log.LastStep) };
        }

        return log;
    }
}
