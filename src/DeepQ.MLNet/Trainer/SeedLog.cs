using DeepQ.Learning.Seeds;
using Microsoft.ML.Runtime;

namespace DeepQ.MLNet.Trainer;

/// <summary>
/// Writes the progress of several trainings to ML.NET's log, each line with its seed, and passes it on.
/// </summary>
internal sealed class SeedLog(IChannel channel, IProgress<SeedProgress>? next) : IProgress<SeedProgress>
{
    private readonly Dictionary<ulong, TrainingLog> _logs = [];

    /// <summary>The prefix of a training's lines.</summary>
    public static string Prefix(ulong seed) => $"Seed {seed}: ";

    public void Report(SeedProgress value)
    {
        next?.Report(value);
        if (!_logs.TryGetValue(value.Seed, out TrainingLog? log))
            _logs[value.Seed] = log = new TrainingLog(channel, next: null, Prefix(value.Seed));
        log.Report(value.Progress);
    }
}
