using System.Diagnostics;
using DeepQ.Environments;
using DeepQ.Learning;
using DeepQ.Learning.Data;
using DeepQ.Learning.Fused;
using DeepQ.Learning.Networks;
using DeepQ.Learning.Replay;
using DeepQ.Learning.Scaling;
using DeepQ.Learning.Updates;
using DeepQ.MLNet;
using DeepQ.MLNet.Data;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace DeepQ.Benchmarks;

/// <summary>A log in a text file, read into a mapped file, and learned from beside what is learned from memory.</summary>
/// <remarks>In 2 GB of memory it runs too: the whole table is then not read into memory beside the file.</remarks>
internal static class MappedBenchmark
{
    private const int Rows = 20_000_000;
    private const int FewRows = 1_000_000;
    private const int Values = 8;
    private const int Actions = 4;
    private const int BatchSize = 64;

    public static IEnumerable<Comparison> Run(double scale)
    {
        string folder = Path.Combine(Report.Folder, "mapped");
        Directory.CreateDirectory(folder);
        try
        {
            yield return Run(folder, (int)(scale * Rows));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Comparison Run(string folder, int rows)
    {
        string text = Path.Combine(folder, "log.csv");
        LogText.Write(text, rows, Values, Actions);
        using LoggedData? memory = ReadIfItFits(text);
        Stopwatch watch = Stopwatch.StartNew();
        using LoggedData mapped = Read(text, folder);
        double seconds = watch.Elapsed.TotalSeconds;
        // As a training does, which looks at every state once before it learns.
        TableUnits.Of(mapped.Transitions, new());
        using LoggedData few = Read(text, folder: null, FewRows);
        LoggedData[] logs = memory is null ? [few, mapped] : [few, memory, mapped];
        return InterleavedBenchmark.Usual.Run(
            $"{rows:N0} rows of {Values} values, {new FileInfo(text).Length / 1e6:F0} MB of text, read in {seconds:F0} s into a file of " +
            $"{mapped.Report.FileSize / 1e6:F0} MB, {mapped.Report.MemorySize / 1e6:F1} MB in memory: an update of " +
            $"{Values}→64→64→{Actions}, batch {BatchSize}, with its draw",
            "update",
            [.. logs.Select(log => new Candidate(NameOf(log), Updates(log)))]);
    }

    private static string NameOf(LoggedData log) =>
        $"{log.Transitions.Count:N0} rows in {(log.Transitions.Folder is null ? "memory" : "the file")}";

    private static LoggedData? ReadIfItFits(string text)
    {
        try
        {
            return Read(text, folder: null);
        }
        catch (ArgumentException)
        {
            // What was read of it would keep the file out of memory.
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive);
            return null;
        }
    }

    private static LoggedData Read(string text, string? folder, long? rows = null)
    {
        MLContext context = new(1);
        IDataView table = context.Data.LoadFromTextFile(
            text,
            [
                new("EpisodeId", DataKind.Int32, 0),
                new("State", DataKind.Single, 1, Values),
                new("Action", DataKind.UInt32, Values + 1),
                new("Reward", DataKind.Single, Values + 2),
                new("Terminated", DataKind.Boolean, Values + 3),
            ],
            separatorChar: ',');
        if (rows is { } taken)
            table = context.Data.TakeRows(table, taken);
        using IChannel channel = ((IHostEnvironment)context).Start("Reading");
        return LoggedDataReader.Read(table, new DeepQTrainer.Options { DataFolder = folder }.Table, null, channel);
    }

    private static Action<int> Updates(LoggedData log)
    {
        DqnOptions options = new() { HiddenUnits = [64, 64], BatchSize = BatchSize, LearnsFromLog = true, Threads = 1 };
        QNetwork network = options.Network.CreateNetwork(log.ObservationSpace, Actions, new Xoshiro256(1));
        DqnLearner learner = NetworkPair.CreateLearner(network, options.ToLearner(), new Xoshiro256(2));
        TransitionBatch batch = log.Transitions.NewBatch(BatchSize);
        Xoshiro256 random = new(3);
        return count =>
        {
            for (int i = 0; i < count; i++)
            {
                log.Transitions.Sample(batch, 0.99f, random);
                learner.Update(batch);
            }
        };
    }
}
