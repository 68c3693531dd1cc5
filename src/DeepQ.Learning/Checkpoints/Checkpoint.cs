using DeepQ.Learning.Diagnostics;

namespace DeepQ.Learning.Checkpoints;

/// <summary>
/// The checkpoint of a run: tried when the run starts, held against other runs, and written at intervals. A write that fails
/// is warned of and tried again at the next; it never ends a training.
/// </summary>
internal sealed class Checkpoint : IDisposable
{
    private readonly string? _path;
    private readonly IMessageSink _observers;
    private readonly FileLock? _lock;

    /// <param name="path">The file; null for none.</param>
    /// <param name="observers">Are warned of writes that fail.</param>
    /// <exception cref="IOException">The file cannot be written, or another run has it.</exception>
    public Checkpoint(string? path, IMessageSink observers)
    {
        // The folder that a program works in may be another one later.
        (_path, _observers) = (path is null ? null : Path.GetFullPath(path), observers);
        if (_path is null)
            return;
        CheckpointFile.Try(_path);
        _lock = new(_path, $"Another training writes the checkpoint '{path}': name another file, or wait for its end.");
    }

    /// <summary>Writes it, if there is one.</summary>
    public void Save(Func<IReadOnlyList<CheckpointSection>> sections)
    {
        if (_path is null)
            return;
        try
        {
            CheckpointFile.Write(_path, sections());
        }
        catch (IOException e)
        {
            _observers.OnWarning(
                $"The checkpoint '{_path}' was not written: {e.Message} Training goes on; it is tried again at the next interval.");
        }
    }

    public void Dispose() => _lock?.Dispose();
}
