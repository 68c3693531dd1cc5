using DeepQ.MLNet.Sweeps;
using DeepQ.Orleans.Messages;

namespace DeepQ.Orleans.Silos;

/// <summary>The sweeps that a silo knows, and its places for their trainings.</summary>
internal sealed class SiloTrainings : IDisposable
{
    private readonly KnownByName<EnvironmentSweep> _sweeps;
    private readonly SweepSiloOptions _options;
    private readonly string _address;
    private readonly SemaphoreSlim _places;
    private readonly CancellationTokenSource _ending = new();

    public SiloTrainings(
        IReadOnlyDictionary<string, EnvironmentSweep> sweeps, SweepSiloOptions options, string silo, string address)
    {
        (_options, Silo, _address) = (options, silo, address);
        _sweeps = new KnownByName<EnvironmentSweep>(sweeps, sweep => sweep.Describe(), options.Folder);
        _places = new SemaphoreSlim(options.Places);
    }

    /// <summary>The name of the silo.</summary>
    public string Silo { get; }

    /// <summary>Returns the report of the silo about a sweep.</summary>
    public Task<SiloReport> ReportAsync(string sweep) => _sweeps.ReportAsync(sweep, Silo, _address, _options.Places);

    /// <summary>Starts a training, or continues it from its checkpoint.</summary>
    /// <returns>The training, or the refusal.</returns>
    public async Task<(TrainingJob? Job, TrainingAnswer? Refusal)> BeginAsync(TrainingOrder order)
    {
        if (await _sweeps.FindAsync(order.Sweep).ConfigureAwait(false) is not { } known)
            return (null, Refuse(TrainingState.Broken, $"It does not know the sweep '{order.Sweep}'."));
        if (known.Fingerprint != order.Fingerprint)
            return (null, Refuse(TrainingState.Broken, $"Its sweep '{order.Sweep}' is another one, or its version of DeepQ.MLNet is."));
        if (_ending.IsCancellationRequested || !await _places.WaitAsync(0, CancellationToken.None).ConfigureAwait(false))
            return (null, Refuse(TrainingState.Full, ""));
        return (new TrainingJob(Silo, known.Item, order, CheckpointOf(order), _places, _ending.Token), null);
    }

    /// <summary>Deletes the checkpoint of a training.</summary>
    public void Forget(TrainingOrder order) => File.Delete(CheckpointOf(order).Path);

    /// <summary>Ends all trainings. Their checkpoints stay.</summary>
    public void Dispose() => _ending.Cancel();

    private SweepCheckpoint CheckpointOf(TrainingOrder order) =>
        new(Path.Combine(_sweeps.Folder, $"{order.Key()}.checkpoint"), _options.CheckpointInterval);

    private TrainingAnswer Refuse(TrainingState state, string text) => new(state, Silo) { Text = text };
}
