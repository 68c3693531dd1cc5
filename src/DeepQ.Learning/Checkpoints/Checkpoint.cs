using DeepQ.Learning.Diagnostics;

namespace DeepQ.Learning.Checkpoints;

/// <summary>
/// The checkpoint of a run: tried when the run starts, locked against other runs, and written at intervals. A failed
/// write causes a warning and is tried again at the next interval; it never ends a training.
/// </summary>
internal sealed class Checkpoint : IDisposable
{
    private readonly string? _path;
    private readonly IMessageSink _observers;
    private readonly FileLock? _lock;

    /// <param name="path">The path of the file; null for no checkpoint.</param>
    /// <param name="observers">Receive a warning for each failed write.</param>
    /// <exception cref="IOException">The file cannot be written, or another run has it.</exception>
    public Checkpoint(string? path, IMessageSink observers)
    {
        // The working directory of a program may change later.
        (_path, _observers) = (path is null ? null : Path.GetFullPath(path), observers);
        if (_path is null)
            return;
        CheckpointFile.Try(_path);
        _lock = new(_path, $"Another training writes the checkpoint '{path}': name another file, or wait for its end.");
    }

    /// <summary>Writes the checkpoint, if there is one.</summary>
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
                $"The checkpoint '{_path}' was not written: {e.Message} Training continues; the next interval tries again.");
        }
    }

    public void Dispose() => _lock?.Dispose();
}
