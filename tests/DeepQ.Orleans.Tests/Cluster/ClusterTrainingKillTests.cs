using System.Diagnostics;
using DeepQ.Learning;
using DeepQ.Learning.Distributed;
using DeepQ.MLNet.Tests.Support;
using DeepQ.Orleans.Grains;
using DeepQ.Orleans.Tests.Support;
using Orleans.TestingHost;
using Xunit.Abstractions;

namespace DeepQ.Orleans.Tests.Cluster;

/// <summary>Silos are killed at random moments of trainings: that of the learner, of a shard, of actors only.</summary>
[Trait("Category", "Slow")]
public sealed class ClusterTrainingKillTests(ITestOutputHelper output) : IDisposable
{
    private const int Moments = 20;
    private const int Steps = 4_000;
    private const int LastMoment = 3_000;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);
    private readonly TemporaryFolder _folder = new();
    private volatile Mishaps _mishaps = new();

    private enum Role
    {
        Learner,
        Shard,
        Actor,
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Silos_that_are_killed_at_twenty_random_moments_end_no_training()
    {
        Random random = new(1);
        TrainingDefinition training = Ponds.Training(() => Thread.Sleep(1), steps: Steps);
        await using TrainingCluster cluster = await TrainingCluster.StartAsync(
            _folder.Path, training, silos: 4, silo => silo.AddIncomingGrainCallFilter(call => _mishaps.Invoke(call)));
        for (int i = 0; i < Moments; i++)
        {
            // The place of the one that was killed before.
            if (i > 0)
                await cluster.Silos.StartAdditionalSiloAsync();
            await SurviveAsync(cluster, training, (Role)(i % 3), random.Next(LastMoment));
        }
    }

    private async Task SurviveAsync(TrainingCluster cluster, TrainingDefinition training, Role role, int moment)
    {
        Mishaps mishaps = _mishaps = new Mishaps();
        long began = Stopwatch.GetTimestamp();
        TaskCompletionSource reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Task<TrainingResult> running = cluster.TrainAsync(
            training,
            Ponds.Plan,
            new ClusterTrainingTests.Then<TrainingProgress>(one =>
            {
                if (one.Step >= moment && VictimOf(cluster, mishaps, role) is not null)
                    reached.TrySetResult();
            }));
        await Task.WhenAny(reached.Task, running).WaitAsync(Limit);
        Assert.False(running.IsCompleted, $"The training ended before the moment {moment} of the {role}.");
        InProcessSiloHandle victim = VictimOf(cluster, mishaps, role)!;
        long killed = Stopwatch.GetTimestamp();
        await cluster.Silos.KillSiloAsync(victim);

        using TrainingResult result = await running.WaitAsync(Limit);
        double seconds = Stopwatch.GetElapsedTime(killed).TotalSeconds;
        output.WriteLine(
            $"{role,-7} at step {moment,4}: {Stopwatch.GetElapsedTime(began, killed).TotalSeconds:F1} s, and {seconds:F1} s after it; " +
            $"{mishaps.Stored.Count} blocks stored, {mishaps.Repeated} came again, at most {mishaps.MostAhead} ahead");
        Assert.Equal((StopReason.Completed, Steps), (result.StopReason, result.Steps));
        Assert.Equal(1, result.FinalEvaluation!.Result.MeanReturn);
        Assert.All(mishaps.Stored.Values, times => Assert.Equal(1, times));
        Assert.InRange(mishaps.MostAhead, 1, MostAhead(role));
    }

    // A learner that goes on does not know what was allowed since its checkpoint, nor what a shard that is lost with it had received since.
    private static int MostAhead(Role role)
    {
        DistributedOptions plan = Ponds.Plan;
        int allowed = plan.Actors * plan.BlocksAhead * plan.BlockSize;
        int rest = plan.Shards * plan.BlockSize;
        return role switch
        {
            Role.Learner => (2 * allowed) + rest + Ponds.Settings().CheckpointInterval,
            Role.Shard => (2 * allowed) + rest,
            _ => allowed + rest,
        };
    }

    // Null while what it is to have, and no more, is on no silo.
    private static InProcessSiloHandle? VictimOf(TrainingCluster cluster, Mishaps mishaps, Role role)
    {
        ILookup<SiloAddress, Type> places = mishaps.Places.ToLookup(place => place.Value, place => place.Key.Grain);
        return cluster.Silos.Silos.FirstOrDefault(silo => role switch
        {
            Role.Learner => Has<LearnerGrain>(silo),
            Role.Shard => Has<ReplayShardGrain>(silo) && !Has<LearnerGrain>(silo),
            _ => Has<ActorGrain>(silo) && !Has<ReplayShardGrain>(silo) && !Has<LearnerGrain>(silo),
        });

        bool Has<T>(InProcessSiloHandle silo) => places[silo.SiloAddress].Contains(typeof(T));
    }
}
