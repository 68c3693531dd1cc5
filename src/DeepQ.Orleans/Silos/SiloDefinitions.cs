using DeepQ.Environments;
using DeepQ.Learning.Distributed;
using DeepQ.Orleans.Messages;

namespace DeepQ.Orleans.Silos;

/// <summary>The distributed trainings of a silo: what it knows, and what of them is on it.</summary>
internal sealed class SiloDefinitions : IDisposable
{
    private readonly Dictionary<string, KnownTraining> _trainings;
    private readonly string _folder;
    private readonly string _address;
    private readonly CancellationTokenSource _ending = new();

    public SiloDefinitions(
        IReadOnlyDictionary<string, TrainingDefinition> trainings, TrainingSiloOptions options, string silo, string address)
    {
        (Silo, _address) = (silo, address);
        // The folder that a program works in may be another one later.
        _folder = Path.GetFullPath(options.Folder);
        _trainings = trainings.ToDictionary(one => one.Key, one => new KnownTraining(one.Value), StringComparer.Ordinal);
    }

    /// <summary>The name of the silo.</summary>
    public string Silo { get; }

    /// <summary>What the silo says of itself.</summary>
    public async Task<SiloReport> ReportAsync(string training)
    {
        Dictionary<string, string>? description =
            _trainings.TryGetValue(training, out KnownTraining? known) ? await known.DescribeAsync().ConfigureAwait(false) : null;
        string[] names = [.. _trainings.Keys.Order(StringComparer.Ordinal)];
        SiloReport report = new(Silo, _address, 0, names, description, _folder, null);
        try
        {
            return report with { FolderId = await Task.Run(() => SharedFolder.IdOf(_folder)).ConfigureAwait(false) };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return report with { FolderProblem = e.Message };
        }
    }

    /// <summary>Makes a shard, which begins empty.</summary>
    /// <exception cref="InvalidOperationException">The silo knows no such training.</exception>
    public async Task<ReplayShard> CreateShardAsync(TrainingRun run, int shard)
    {
        KnownTraining known = await FindAsync(run).ConfigureAwait(false);
        IEnvironment one = known.Environment;
        return new ReplayShard(
            known.Definition.CreateOptions(), run.ToPlan(), shard, one.ObservationSpace, one.ActionSpace, one.HasActionMask, Draws());
    }

    /// <summary>Lets an actor begin.</summary>
    /// <exception cref="InvalidOperationException">The silo knows no such training.</exception>
    public async Task<ActorJob> BeginActorAsync(TrainingSession session, int actor, IGrainFactory grains)
    {
        KnownTraining known = await FindAsync(session.Run).ConfigureAwait(false);
        return new ActorJob(Silo, SiloAddress.FromParsableString(_address), known.Definition, session, actor, grains, Draws(), _ending.Token);
    }

    /// <summary>Lets a learner begin, or go on.</summary>
    /// <exception cref="InvalidOperationException">The silo knows no such training.</exception>
    public async Task<LearnerJob> BeginLearnerAsync(TrainingRun run, IGrainFactory grains)
    {
        KnownTraining known = await FindAsync(run).ConfigureAwait(false);
        return new LearnerJob(Silo, known.Definition, run, CheckpointOf(run), grains, _ending.Token);
    }

    /// <summary>Reads a part of a checkpoint.</summary>
    public byte[] ReadCheckpoint(TrainingRun run, long start, int length)
    {
        using FileStream file = new(CheckpointOf(run), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        file.Position = start;
        byte[] bytes = new byte[Math.Clamp(file.Length - start, 0, length)];
        file.ReadExactly(bytes);
        return bytes;
    }

    /// <summary>Deletes the checkpoint of a run that nobody needs any longer.</summary>
    public void Forget(TrainingRun run)
    {
        File.Delete(CheckpointOf(run));
        SessionFile.End(CheckpointOf(run));
    }

    /// <summary>Ends all that is here; checkpoints stay.</summary>
    public void Dispose() => _ending.Cancel();

    // No two attempts draw the same: what is collected depends on what arrives first in any case.
    private static Xoshiro256 Draws() => new(BitConverter.ToUInt64(Guid.NewGuid().ToByteArray()));

    private string CheckpointOf(TrainingRun run) => Path.Combine(_folder, $"{run.Key()}.checkpoint");

    private async Task<KnownTraining> FindAsync(TrainingRun run)
    {
        if (!_trainings.TryGetValue(run.Training, out KnownTraining? known))
            throw new InvalidOperationException($"The silo '{Silo}' does not know the training '{run.Training}'.");
        return await known.FingerprintAsync().ConfigureAwait(false) == run.Fingerprint
            ? known
            : throw new InvalidOperationException(
                $"The training '{run.Training}' of the silo '{Silo}' is another one, or its version of DeepQ.MLNet is.");
    }
}
