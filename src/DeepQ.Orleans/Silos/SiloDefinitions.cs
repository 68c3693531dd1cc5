using DeepQ.Environments;
using DeepQ.Learning.Distributed;
using DeepQ.Orleans.Messages;

namespace DeepQ.Orleans.Silos;

/// <summary>The distributed trainings that a silo knows, and their parts on the silo.</summary>
internal sealed class SiloDefinitions : IDisposable
{
    private readonly KnownByName<TrainingDefinition> _trainings;
    private readonly string _address;
    private readonly CancellationTokenSource _ending = new();

    public SiloDefinitions(
        IReadOnlyDictionary<string, TrainingDefinition> trainings, TrainingSiloOptions options, string silo, string address)
    {
        (Silo, _address) = (silo, address);
        _trainings = new KnownByName<TrainingDefinition>(trainings, training => training.Describe(), options.Folder);
    }

    /// <summary>The name of the silo.</summary>
    public string Silo { get; }

    /// <summary>Returns the report of the silo about a training.</summary>
    public Task<SiloReport> ReportAsync(string training) => _trainings.ReportAsync(training, Silo, _address, places: 0);

    /// <summary>Returns whether the silo has the training, in the version of the caller.</summary>
    public async Task<bool> KnowsAsync(TrainingRun run) => await FindAsync(run).ConfigureAwait(false) is not null;

    /// <summary>Creates an empty shard.</summary>
    /// <exception cref="InvalidOperationException">The silo knows no such training.</exception>
    public async Task<ReplayShard> CreateShardAsync(TrainingRun run, int shard)
    {
        TrainingDefinition known = await GetAsync(run).ConfigureAwait(false);
        IEnvironment one = known.CreateEnvironment();
        return new ReplayShard(
            known.CreateOptions(), run.ToPlan(), shard, one.ObservationSpace, one.ActionSpace, one.HasActionMask, Draws());
    }

    /// <summary>Starts an actor.</summary>
    /// <exception cref="InvalidOperationException">The silo knows no such training.</exception>
    public async Task<ActorJob> BeginActorAsync(TrainingSession session, int actor, IGrainFactory grains)
    {
        TrainingDefinition known = await GetAsync(session.Run).ConfigureAwait(false);
        return new ActorJob(Silo, SiloAddress.FromParsableString(_address), known, session, actor, grains, Draws(), _ending.Token);
    }

    /// <summary>Starts a learner, or continues from its checkpoint.</summary>
    /// <exception cref="InvalidOperationException">The silo knows no such training.</exception>
    public async Task<LearnerJob> BeginLearnerAsync(TrainingRun run, IGrainFactory grains)
    {
        TrainingDefinition known = await GetAsync(run).ConfigureAwait(false);
        return new LearnerJob(Silo, known, run, CheckpointOf(run), grains, _ending.Token);
    }

    /// <summary>Reads a part of a checkpoint; fewer bytes than requested at its end.</summary>
    public byte[] ReadCheckpoint(TrainingRun run, long start, int length)
    {
        using FileStream file = new(CheckpointOf(run), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        file.Position = start;
        byte[] bytes = new byte[Math.Clamp(file.Length - start, 0, length)];
        file.ReadExactly(bytes);
        return bytes;
    }

    /// <summary>Deletes the checkpoint of a run.</summary>
    public void Forget(TrainingRun run)
    {
        File.Delete(CheckpointOf(run));
        SessionFile.End(CheckpointOf(run));
    }

    /// <summary>Ends everything on the silo. Checkpoints stay.</summary>
    public void Dispose() => _ending.Cancel();

    // No two attempts draw the same: what is collected depends on what arrives first in any case.
    private static Xoshiro256 Draws() => new(BitConverter.ToUInt64(Guid.NewGuid().ToByteArray()));

    private string CheckpointOf(TrainingRun run) => Path.Combine(_trainings.Folder, $"{run.Key()}.checkpoint");

    private async Task<TrainingDefinition> GetAsync(TrainingRun run) => await FindAsync(run).ConfigureAwait(false)
        ?? throw new InvalidOperationException($"The silo '{Silo}' does not know the training '{run.Training}', or another version of it.");

    private async Task<TrainingDefinition?> FindAsync(TrainingRun run) =>
        await _trainings.FindAsync(run.Training).ConfigureAwait(false) is { } known && known.Fingerprint == run.Fingerprint
            ? known.Item
            : null;
}
