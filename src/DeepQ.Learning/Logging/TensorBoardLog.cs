using DeepQ.Learning.Training;

namespace DeepQ.Learning.Logging;

/// <summary>
/// Writes the metrics of a training to an event file for TensorBoard, and its settings to <c>settings.json</c> beside
/// it.
/// </summary>
/// <remarks>Show them with <c>tensorboard --logdir FOLDER</c>. One folder per training, side by side, compares them.</remarks>
public sealed class TensorBoardLog : MetricLog, IDisposable
{
    private readonly string _folder;
    private readonly TimeProvider _clock;
    private readonly FileStream _file;

    /// <summary>Creates a new file in a folder.</summary>
    /// <param name="folder">The folder; it is created. TensorBoard joins several files of a folder by their steps.</param>
    /// <param name="updateInterval">The number of updates to average for each logged value.</param>
    /// <param name="clock">The clock for the time of each value; null for the system's.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="updateInterval"/> is not positive.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public TensorBoardLog(string folder, int updateInterval = 100, TimeProvider? clock = null)
        : base(updateInterval)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        _folder = folder;
        _clock = clock ?? TimeProvider.System;
        long ticks = (_clock.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks;
        string name = $"events.out.tfevents.{ticks / TimeSpan.TicksPerSecond:D10}.{ticks % TimeSpan.TicksPerSecond:D7}.deepq";
        try
        {
            Directory.CreateDirectory(folder);
            _file = new FileStream(Path.Combine(folder, name), FileMode.CreateNew, FileAccess.Write, FileShare.Read);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new IOException($"'{folder}' cannot be written to: {e.Message}", e);
        }

        EventRecord.Write(_file, EventRecord.Version(Now));
    }

    private double Now => (_clock.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalSeconds;

    /// <summary>Closes the file.</summary>
    public void Dispose()
    {
        try
        {
            _file.Dispose();
        }
        catch (IOException)
        {
            // The training warned about it already, and the caller still has a network to save.
        }
    }

    /// <inheritdoc/>
    public override void OnTrainingStart(TrainingSettings settings) =>
        SettingsFile.Write(Path.Combine(_folder, "settings.json"), settings);

    /// <inheritdoc/>
    protected override void Write(string metric, long step, double value) =>
        EventRecord.Write(_file, EventRecord.Scalar(Now, step, metric, (float)value));

    /// <inheritdoc/>
    protected override void Flush() => _file.Flush();
}
