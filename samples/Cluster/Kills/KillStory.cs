using System.Globalization;
using ClusterSample.Silos;
using ClusterSample.Training;
using DeepQ.Environments;
using DeepQ.Environments.ClassicControl;
using DeepQ.Learning;
using DeepQ.Learning.Distributed;
using DeepQ.Orleans;
using DeepQ.Orleans.Cluster;
using Samples;
using Spectre.Console;

namespace ClusterSample.Kills;

/// <summary>Trainings that lose the process of a silo each, at a random moment: that of the learner, of a shard, of actors only.</summary>
internal static class KillStory
{
    // One for the learner, two for the shards, and one for actors only.
    private const int FewestSilos = 4;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    /// <summary>Runs the trainings.</summary>
    /// <returns>Whether all of them reached the bar, with each block stored once and no more of them than is allowed.</returns>
    public static async Task<bool> TellAsync(ClusterOptions options, IAnsiConsole console)
    {
        string logs = Directory.CreateTempSubdirectory("blocks-").FullName;
        try
        {
            return await TellAsync(options, console, logs);
        }
        finally
        {
            Directory.Delete(logs, recursive: true);
        }
    }

    private static async Task<bool> TellAsync(ClusterOptions options, IAnsiConsole console, string logs)
    {
        Xoshiro256 random = new(options.Seed);
        await using SiloGroup group = await SiloGroup.OpenAsync(options, Path.Combine(options.Out, "checkpoints"));
        int started = 0;
        for (int i = 0; i < Math.Max(FewestSilos, options.Silos); i++)
            await AddAsync();
        console.Line(KillOutcome.Heading);
        List<KillOutcome> outcomes = [];
        int failed = 0;
        for (int i = 0; i < options.Kills; i++)
        {
            Role role = (Role)(i % 3);
            long moment = (long)(random.NextDouble() * 0.8 * SlowCartPole.Steps);
            KillOutcome outcome = await SurviveAsync(group, role, moment, options.Seed + (ulong)i, logs);
            outcomes.Add(outcome);
            string? problem = outcome.Problem(SlowCartPole.Steps, CartPole.SolvedReturn);
            failed += problem is null ? 0 : 1;
            console.Line(problem is null ? $"{outcome}" : $"{outcome}: {problem}");
            await AddAsync();
        }

        foreach (IGrouping<Role, TimeSpan> pauses in outcomes.GroupBy(outcome => outcome.Role, outcome => outcome.Pause))
        {
            TimeSpan[] sorted = [.. pauses.Order()];
            console.Line(string.Create(
                CultureInfo.InvariantCulture,
                $"{pauses.Key}: {sorted.Length} killed, pause of {sorted[0].TotalSeconds:F1} to {sorted[^1].TotalSeconds:F1} s, median {sorted[sorted.Length / 2].TotalSeconds:F1} s"));
        }

        console.Line($"{options.Kills - failed} of {options.Kills} trainings are as they should be");
        return failed == 0;

        Task AddAsync() => group.AddAsync($"silo-{++started}", Path.Combine(logs, $"{started}.txt"));
    }

    private static async Task<KillOutcome> SurviveAsync(SiloGroup group, Role role, long moment, ulong seed, string logs)
    {
        long began = DateTime.UtcNow.Ticks;
        TrainingWatch watch = new(role, moment, group.Kill, _ => { }, TimeProvider.System);
        TrainingDefinition training = SlowCartPole.Create();
        DistributedOptions plan = SlowCartPole.Plan;
        using CancellationTokenSource late = new(Limit);
        using TrainingResult result = await group.Client.TrainAsync(
            training,
            new ClusterTrainingOptions
            {
                Distribution = plan,
                Seed = seed,
                Progress = watch,
                Status = watch,
                PollInterval = TimeSpan.FromMilliseconds(100),
            },
            late.Token);
        BlockLog blocks = BlockLog.Read(Directory.GetFiles(logs).SelectMany(ReadShared), began, plan.BlockSize);
        return new KillOutcome(
            role,
            moment,
            watch.Pause,
            TimeSpan.FromTicks(DateTime.UtcNow.Ticks - began).TotalSeconds,
            watch.Victim is null ? 0 : result.Steps,
            result.FinalEvaluation?.Result.MeanReturn ?? 0,
            blocks,
            MostAllowed(plan, role));
    }

    // What actors are allowed, the rest of a block of each shard, and what the learner does not know: what a shard that was lost had
    // received, and after the loss of a learner with a shard, also what that one had received since the checkpoint.
    private static long MostAllowed(DistributedOptions plan, Role role)
    {
        long allowed = (long)plan.Actors * plan.BlocksAhead * plan.BlockSize;
        long rest = plan.Shards * plan.BlockSize;
        return role switch
        {
            Role.Learner => (2 * allowed) + rest + SlowCartPole.CheckpointInterval,
            Role.Shard => (2 * allowed) + rest,
            _ => allowed + rest,
        };
    }

    private static IEnumerable<string> ReadShared(string path)
    {
        using StreamReader reader = new(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        while (reader.ReadLine() is { } line)
            yield return line;
    }
}
