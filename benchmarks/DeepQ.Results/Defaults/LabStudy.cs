using System.Collections.Concurrent;

namespace DeepQ.Results;

/// <summary>Trains what is missing, two at once, and writes the page.</summary>
internal static class LabStudy
{
    public const string Name = "defaults";
    public const string CandidatesName = "defaults-candidates";

    public static void Execute(IEnumerable<LabCell> cells)
    {
        Train(cells);
        LabPage.Write();
    }

    private static void Train(IEnumerable<LabCell> cells)
    {
        using CancellationTokenSource source = new();
        Console.CancelKeyPress += Cancel;
        LabCell[] missing = [.. cells.Where(cell => cell.Read() is null)];
        Console.WriteLine($"{missing.Length} trainings are missing");
        try
        {
            Parallel.ForEach(
                Partitioner.Create(missing, EnumerablePartitionerOptions.NoBuffering),
                new ParallelOptions { MaxDegreeOfParallelism = 2, CancellationToken = source.Token },
                cell =>
                {
                    LabResult result = cell.Train(source.Token);
                    Console.WriteLine(
                        $"{cell}: last {result.Last:F2}, best {result.Best:F2}, steady {result.Steady:P0}, "
                        + $"short {result.Optimality?.Shortfall:P2}, {result.Seconds:F0} s");
                });
        }
        catch (OperationCanceledException)
        {
            Console.WriteLine("ended; the same command goes on from here");
        }
        finally
        {
            Console.CancelKeyPress -= Cancel;
        }

        void Cancel(object? sender, ConsoleCancelEventArgs press)
        {
            press.Cancel = true;
            source.Cancel();
        }
    }
}
