using DeepQ.MLNet.Sweeps;
using DeepQ.Orleans.Messages;

namespace DeepQ.Orleans.Silos;

/// <summary>The trainings of a silo: what it knows, and how many it makes at a time.</summary>
internal sealed class SiloTrainings : IDisposable
{
    private readonly Dictionary<string, KnownSweep> _sweeps;
    private readonly SweepSiloOptions _options;
    private readonly string _folder;
    private readonly string _address;
    private readonly SemaphoreSlim _places;
    private readonly CancellationTokenSource _ending = new();

    public SiloTrainings(
        IReadOnlyDictionary<string, EnvironmentSweep> sweeps, SweepSiloOptions options, string silo, string address)
    {
        (_options, Silo, _address) = (options, silo, address);
        // The folder that a program works in may be another one later.
        _folder = Path.GetFullPath(options.Folder);
        _sweeps = sweeps.ToDictionary(sweep => sweep.Key, sweep => new KnownSweep(sweep.Value), StringComparer.Ordinal);
        _places = new SemaphoreSlim(options.Places);
    }

    /// <summary>The name of the silo.</summary>
    public string Silo { get; }

    /// <summary>What the silo says of itself.</summary>
    public async Task<SiloReport> ReportAsync(string sweep)
    {
        Dictionary<string, string>? description =
            _sweeps.TryGetValue(sweep, out KnownSweep? known) ? await known.DescribeAsync().ConfigureAwait(false) : null;
        string[] names = [.. _sweeps.Keys.Order(StringComparer.Ordinal)];
        SiloReport report = new(Silo, _address, _options.Places, names, description, _folder, null);
        try
        {
            return report with { FolderId = await Task.Run(() => SharedFolder.IdOf(_folder)).ConfigureAwait(false) };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return report with { FolderProblem = e.Message };
        }
    }

    /// <summary>Begins a training, or goes on with it.</summary>
    /// <returns>The training, or the reason for none.</returns>
    public async Task<(TrainingJob? Job, TrainingAnswer? Refusal)> BeginAsync(TrainingOrder order)
    {
        if (!_sweeps.TryGetValue(order.Sweep, out KnownSweep? known))
            return (null, Refuse(TrainingState.Broken, $"It does not know the sweep '{order.Sweep}'."));
        if (await known.FingerprintAsync().ConfigureAwait(false) != order.Fingerprint)
            return (null, Refuse(TrainingState.Broken, $"Its sweep '{order.Sweep}' is another one, or its version of DeepQ.MLNet is."));
        if (_ending.IsCancellationRequested || !await _places.WaitAsync(0, CancellationToken.None).ConfigureAwait(false))
            return (null, Refuse(TrainingState.Full, ""));
        return (new TrainingJob(Silo, known.Sweep, order, CheckpointOf(order), _places, _ending.Token), null);
    }

    /// <summary>Deletes the checkpoint of a training that nobody needs any longer.</summary>
    public void Forget(TrainingOrder order) => File.Delete(CheckpointOf(order).Path);

    /// <summary>Ends all trainings; their checkpoints stay.</summary>
    public void Dispose() => _ending.Cancel();

    private SweepCheckpoint CheckpointOf(TrainingOrder order) =>
        new(Path.Combine(_folder, $"{order.Key()}.checkpoint"), _options.CheckpointInterval);

    private TrainingAnswer Refuse(TrainingState state, string text) => new(state, Silo) { Text = text };
}
