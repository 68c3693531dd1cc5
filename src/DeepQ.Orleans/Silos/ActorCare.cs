using System.Collections.Concurrent;
using System.Diagnostics;
using DeepQ.Orleans.Grains.Contracts;
using DeepQ.Orleans.Messages;
using Orleans.Runtime.Placement;

namespace DeepQ.Orleans.Silos;

/// <summary>Keeps the actors of a session running: evenly over the silos, and on others if a silo is lost.</summary>
internal sealed class ActorCare(TrainingSession session, IGrainFactory grains)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan ShortPause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(2);
    private readonly ConcurrentDictionary<(int Actor, string Silo), long> _steps = new();
    // The names of the silos that train.
    private readonly ConcurrentDictionary<SiloAddress, string> _trains = new();
    private readonly string[] _siloByActor = Nowhere(session.Run.Actors);
    private readonly string[] _siloByShard = Nowhere(session.Run.Shards);
    private volatile SiloAddress[] _silos = [];

    /// <summary>Returns the number of environment steps on each silo, by its name.</summary>
    public Dictionary<string, long> StepsBySilo() => _steps
        .GroupBy(one => one.Key.Silo, StringComparer.Ordinal)
        .ToDictionary(silo => silo.Key, silo => silo.Sum(one => one.Value), StringComparer.Ordinal);

    /// <summary>Returns the name of the silo of each actor; empty where it does not answer.</summary>
    public string[] SiloByActor() => [.. _siloByActor];

    /// <summary>Returns the name of the silo of each shard; empty where it has not started.</summary>
    public string[] SiloByShard() => [.. _siloByShard];

    /// <summary>Requests the status of all actors, again and again, until one fails.</summary>
    /// <returns>The error of an actor.</returns>
    /// <exception cref="OperationCanceledException">The call was canceled.</exception>
    public async Task<string> RunAsync(CancellationToken cancellationToken)
    {
        await WaitForShardsAsync(cancellationToken).ConfigureAwait(false);
        Task looking = Task.CompletedTask;
        while (true)
        {
            // It takes long while the store of the cluster is away. Actors end where nobody asks for them.
            if (looking.IsCompleted)
            {
                await looking.ConfigureAwait(false);
                looking = Task.WhenAll(LookAsync(), FindShardsAsync());
            }

            await Task.WhenAny(looking, Task.Delay(Pause, cancellationToken)).ConfigureAwait(false);
            string?[] failures = await Task
                .WhenAll(Enumerable.Range(0, session.Run.Actors).Select(AskAsync)).WaitAsync(cancellationToken).ConfigureAwait(false);
            if (failures.FirstOrDefault(failure => failure is not null) is { } failure)
                return failure;
            await Task.Delay(Pause, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Suggests a silo for the grain that is called next. It has no effect on a grain that is on a silo already.</summary>
    /// <param name="number">The number of the actor or shard.</param>
    public void Hint(int number)
    {
        SiloAddress[] silos = _silos;
        if (silos.Length > 0)
            RequestContext.Set(IPlacementDirector.PlacementHintKey, silos[number % silos.Length]);
    }

    /// <summary>Ends the actors and shards.</summary>
    public Task EndAsync() => Task.WhenAll(
    [
        .. Enumerable.Range(0, session.Run.Actors).Select(actor => SayAsync(() => grains.GetGrain<IActorGrain>(session.KeyOf(actor)).StopAsync())),
        .. Enumerable.Range(0, session.Run.Shards).Select(shard => SayAsync(() => grains.GetGrain<IReplayShardGrain>(session.KeyOf(shard)).EndAsync())),
    ]);

    // One that does not hear of it ends by itself.
    private static async Task SayAsync(Func<Task> farewell) =>
        await farewell().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    /// <summary>Finds the silos that take part. Without an answer of the cluster's store, those of the last time do.</summary>
    public async Task LookAsync()
    {
        if (await HostsAsync().ConfigureAwait(false) is { } hosts)
        {
            await Task.WhenAll(hosts.Keys.Where(silo => !_trains.ContainsKey(silo)).Select(MeetAsync)).ConfigureAwait(false);
            _silos = [.. hosts.Keys.Where(_trains.ContainsKey).OrderBy(silo => silo.ToParsableString(), StringComparer.Ordinal)];
        }
    }

    private async Task<Dictionary<SiloAddress, SiloStatus>?> HostsAsync()
    {
        try
        {
            return await grains.GetGrain<IManagementGrain>(0).GetHosts(onlyActive: true).ConfigureAwait(false);
        }
        catch (Exception)
        {
            // The exceptions of a store are those of its own package.
            return null;
        }
    }

    // What is placed on a silo that does not train stays there, and does nothing.
    private async Task MeetAsync(SiloAddress silo)
    {
        SiloReport? report = await PassingFailure
            .TryAsync(async () =>
                (await SiloQuestion.AskAsync(grains, silo, one => one.ReportTrainingAsync(session.Run.Training)).ConfigureAwait(false))!)
            .ConfigureAwait(false);
        if (report?.Description is { } description && Fingerprint.Of(description) == session.Run.Fingerprint)
            _trains[silo] = report.Silo;
    }

    private async Task<string?> AskAsync(int actor)
    {
        Hint(actor);
        ActorAnswer? answer = await PassingFailure
            .TryAsync(() => grains.GetGrain<IActorGrain>(session.KeyOf(actor)).AskAsync(session, actor)).ConfigureAwait(false);
        _siloByActor[actor] = answer?.Silo ?? "";
        if (answer is { State: TrainingState.Running })
            _steps.AddOrUpdate((actor, answer.Silo), answer.Steps, (_, before) => Math.Max(before, answer.Steps));
        return answer is { State: TrainingState.Broken } ? $"Actor {actor} on the silo '{answer.Silo}' failed: {answer.Text}" : null;
    }

    // The learner places shards on different silos. Actors that come first would place them beside themselves, all on one silo perhaps.
    private async Task WaitForShardsAsync(CancellationToken cancellationToken)
    {
        long start = Stopwatch.GetTimestamp();
        while (_siloByShard.Contains("") && LongestWait - Stopwatch.GetElapsedTime(start) is var rest && rest > ShortPause)
        {
            await Task.Delay(ShortPause, cancellationToken).ConfigureAwait(false);
            // A search takes long while the store of the cluster is away.
            await FindShardsAsync().WaitAsync(rest, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    private Task FindShardsAsync() => Task.WhenAll(Enumerable.Range(0, session.Run.Shards).Select(FindShardAsync));

    private async Task FindShardAsync(int shard)
    {
        try
        {
            SiloAddress? silo = await grains.GetGrain<IManagementGrain>(0)
                .GetActivationAddress(grains.GetGrain<IReplayShardGrain>(session.KeyOf(shard))).ConfigureAwait(false);
            _siloByShard[shard] = silo is null ? "" : _trains.GetValueOrDefault(silo, "");
        }
        catch (Exception)
        {
            // It only informs, and no failure of it ends the training.
            _siloByShard[shard] = "";
        }
    }

    private static string[] Nowhere(int count) => [.. Enumerable.Repeat("", count)];
}
