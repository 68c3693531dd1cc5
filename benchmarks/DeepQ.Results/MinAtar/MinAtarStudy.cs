using System.Collections.Concurrent;

namespace DeepQ.Results;

/// <summary>Trains what is missing of the table of MinAtar, and goes on where it was cut.</summary>
internal static class MinAtarStudy
{
    public const string Name = "minatar";

    /// <summary>Trains one cell a core until all are there, or the time is up, and writes what stands in the page.</summary>
    /// <param name="limit">The time after which it ends; null for when all are there. Ctrl-C ends it, too.</param>
    public static void Execute(TimeSpan? limit)
    {
        using CancellationTokenSource source = new();
        if (limit is TimeSpan time)
            source.CancelAfter(time);
        Console.CancelKeyPress += Cancel;
        try
        {
            Train(source.Token);
        }
        catch (OperationCanceledException)
        {
            Console.WriteLine("ended; the same command goes on from here");
        }
        finally
        {
            Console.CancelKeyPress -= Cancel;
        }

        MinAtarPage.Write([.. MinAtarCell.All.Select(cell => (cell, cell.Read()))]);

        void Cancel(object? sender, ConsoleCancelEventArgs press)
        {
            press.Cancel = true;
            source.Cancel();
        }
    }

    private static void Train(CancellationToken cancellationToken)
    {
        MinAtarCell[] missing = [.. MinAtarCell.All.Where(cell => cell.Read() is null)];
        Console.WriteLine($"{missing.Length} of {MinAtarCell.All.Count} trainings are missing");
        // In their order, and none that waits in a part of a worker that is busy for an hour.
        Parallel.ForEach(
            Partitioner.Create(
                missing, EnumerablePartitionerOptions.NoBuffering),
            new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellationToken },
            cell =>
            {
                MinAtarResult result = cell.Train(cancellationToken);
                Console.WriteLine($"{cell}: training {result.Training:F2}, greedy {result.Greedy:F2}, {result.Seconds:F0} s");
            });
    }
}
