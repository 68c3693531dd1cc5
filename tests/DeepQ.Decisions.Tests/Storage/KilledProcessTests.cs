using System.Diagnostics;
using DeepQ.Decisions.Events;
using DeepQ.Decisions.Storage;

namespace DeepQ.Decisions.Tests.Storage;

/// <summary>Kills a process that logs, at random moments, and looks at what it left. One log goes on from kill to kill.</summary>
public abstract class KilledProcessTests
{
    private const int Kills = 50;

    /// <summary>What the process is given: a path, or a connection string.</summary>
    protected abstract string Target { get; }

    [StoreFact]
    public async Task Nothing_that_was_acknowledged_is_lost_nothing_is_double_and_batches_are_whole()
    {
        Random random = new(7);
        List<string> acknowledged = [];
        for (int kill = 0; kill < Kills; kill++)
        {
            acknowledged.AddRange(AcknowledgedUntilKilled(Target, random.Next(1, 400)));
            await using IDecisionStore store = Open();
            DecisionEvent[] log = await store.ReadAsync().Select(each => each.Event).ToArrayAsync();
            string[] logged = [.. log.Select(Line).OfType<string>()];
            Assert.Equal(logged.Length, logged.Distinct().Count());
            Assert.Empty(acknowledged.Except(logged));

            Guid[] paired = [.. log.OfType<Decision>().Where(decision => decision.Name == "pair").Select(decision => decision.Id)];
            Assert.Equal(paired, log.OfType<Reward>().Where(reward => reward.Key == "").Select(reward => reward.DecisionId));
        }

        Assert.True(acknowledged.Count > 50 * Kills, $"{acknowledged.Count} acknowledgements are too few to say anything.");
    }

    /// <summary>Opens the log that the process wrote.</summary>
    protected abstract IDecisionStore Open();

    private static string? Line(DecisionEvent entry) => entry switch
    {
        Decision { Name: "pair" } pair => $"pair {pair.Id}",
        Decision decision => $"decision {decision.Id}",
        Reward { Key.Length: > 0 } reward => $"reward {reward.DecisionId} {reward.Key}",
        _ => null,
    };

    // Reads what is acknowledged, kills the process after a number of lines, and reads what it had still written.
    private static List<string> AcknowledgedUntilKilled(string target, int lines)
    {
        // Both are built into neighboring folders.
        string here = AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar);
        string program = Path.Combine(here, "..", "..", "KilledProcess", Path.GetFileName(here), "KilledProcess.dll");
        using Process process = Process.Start(new ProcessStartInfo("dotnet", [program, target]) { RedirectStandardOutput = true })!;
        List<string> acknowledged = [];
        while (process.StandardOutput.ReadLine() is { } line)
        {
            acknowledged.Add(line);
            if (acknowledged.Count == lines)
                process.Kill();
        }

        process.WaitForExit();
        return acknowledged;
    }
}
