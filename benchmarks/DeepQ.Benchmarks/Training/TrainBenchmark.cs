using System.Globalization;
using DeepQ.Learning.Updates;

namespace DeepQ.Benchmarks;

/// <summary>Whole trainings, ours, one written by hand in TorchSharp and PyTorch's in turn: acting, remembering, learning; no evaluation.</summary>
internal static class TrainBenchmark
{
    /// <param name="scale">The part of the steps that is taken.</param>
    /// <param name="seeds">The number of trainings of each.</param>
    public static IEnumerable<Comparison> Run(double scale, int seeds)
    {
        using PythonPeer? peer = PythonPeer.Start();
        foreach (PublishedRun run in PublishedRun.All)
        {
            List<(string Name, Func<int, TrainingOutcome> Train)> trainings =
            [
                ("fused", seed => run.Train(UpdatePath.Fused, threads: 1, scale, (ulong)seed)),
                ("fused, 2 threads", seed => run.Train(UpdatePath.Fused, threads: 2, scale, (ulong)seed)),
                ("TorchSharp's path", seed => run.Train(UpdatePath.TorchSharp, threads: 1, scale, (ulong)seed)),
                (UpdateBenchmark.HandWritten, seed => HandWrittenTraining.Run(run, scale, seed)),
            ];
            string[] references = [UpdateBenchmark.HandWritten];
            if (peer is not null)
            {
                trainings.Add(("PyTorch", seed => peer.Train(run.PeerSettings, run.PeerSchedule(scale), seed)));
                references = ["PyTorch", UpdateBenchmark.HandWritten];
            }

            yield return Compare(run.Name, trainings, references, seeds);
        }
    }

    /// <summary>Runs trainings in turn.</summary>
    /// <param name="title">What is trained.</param>
    /// <param name="trainings">Who trains, and how from a seed.</param>
    /// <param name="references">Whom the others are compared with.</param>
    /// <param name="seeds">The number of trainings of each.</param>
    public static Comparison Compare(
        string title,
        IReadOnlyList<(string Name, Func<int, TrainingOutcome> Train)> trainings,
        IReadOnlyList<string> references,
        int seeds)
    {
        List<string> names = [.. trainings.Select(training => training.Name)];
        TrainingOutcome[][] results = [.. trainings.Select(_ => new TrainingOutcome[seeds])];
        for (int seed = 0; seed < seeds; seed++)
        {
            for (int i = 0; i < trainings.Count; i++)
                results[i][seed] = trainings[i].Train(seed + 1);
        }

        return new(
            title, "update of a whole run", references, [.. names.Select((name, i) => Timing(name, results[i]))]);

        Timing Timing(string name, TrainingOutcome[] own)
        {
            double[] times = [.. own.Select(result => result.Time.TotalMicroseconds / result.Updates)];
            Dictionary<string, double> ratios = references.ToDictionary(reference => reference, reference => Median(
                [.. results[names.IndexOf(reference)].Zip(own, (theirs, ours) => theirs.Time / ours.Time)]));
            string returns = string.Join(' ', own.Select(result => $"{result.Return:F1}"));
            double seconds = Median([.. own.Select(result => result.Time.TotalSeconds)]);
            return new(name, Median(times), times.Min(), times.Max(), ratios, null, null)
            {
                Note = string.Create(
                    CultureInfo.InvariantCulture,
                    $"{own[0].Updates:N0} updates, {seconds:F1} s, returns {returns}"),
            };
        }
    }

    private static double Median(double[] values) => values.Order().ElementAt(values.Length / 2);
}
