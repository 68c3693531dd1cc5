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
            List<string> names = ["fused", "fused, 2 threads", "TorchSharp's path", UpdateBenchmark.HandWritten];
            List<Func<int, TrainingOutcome>> trainings =
            [
                seed => run.Train(UpdatePath.Fused, threads: 1, scale, (ulong)seed),
                seed => run.Train(UpdatePath.Fused, threads: 2, scale, (ulong)seed),
                seed => run.Train(UpdatePath.TorchSharp, threads: 1, scale, (ulong)seed),
                seed => HandWrittenTraining.Run(run, scale, seed),
            ];
            if (peer is not null)
            {
                names.Add("PyTorch");
                trainings.Add(seed => peer.Train(run.PeerSettings, run.PeerSchedule(scale), seed));
            }

            yield return Compare(run, names, trainings, seeds);
        }
    }

    private static Comparison Compare(
        PublishedRun run, List<string> names, List<Func<int, TrainingOutcome>> trainings, int seeds)
    {
        TrainingOutcome[][] results = [.. trainings.Select(_ => new TrainingOutcome[seeds])];
        for (int seed = 0; seed < seeds; seed++)
        {
            for (int i = 0; i < trainings.Count; i++)
                results[i][seed] = trainings[i](seed + 1);
        }

        string[] references = [.. names.Where(name => name is UpdateBenchmark.HandWritten or "PyTorch").Reverse()];
        return new(
            run.Name, "update of a whole run", references, [.. names.Select((name, i) => Timing(name, results[i]))]);

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
