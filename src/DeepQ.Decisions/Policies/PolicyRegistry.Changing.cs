using DeepQ.Decisions.Policies;
using DeepQ.Serving;

namespace DeepQ.Decisions;

public sealed partial class PolicyRegistry
{
    /// <summary>
    /// Runs a function while no other process or thread changes the registry, after applying their changes.
    /// </summary>
    internal T Alone<T>(Func<T> change)
    {
        lock (_changing)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            if (_isTaken)
                return change();
            using IDisposable taken = _folder.Take();
            _isTaken = true;
            try
            {
                Read();
                return change();
            }
            catch (UnauthorizedAccessException error)
            {
                throw new IOException($"The registry may not be written: {error.Message}", error);
            }
            finally
            {
                _isTaken = false;
            }
        }
    }

    private void Alone(Action change) => Alone(() =>
    {
        change();
        return true;
    });

    // If the folder is damaged, nothing changes.
    private void Read()
    {
        (List<RegisteredVersion>, List<RegistryEntry>, RegistryState, string?, int) before = (_versions, _history, _state, _current, _written);
        try
        {
            _folder.Begin();
            _current = _folder.ReadCurrent();
            _state = _folder.ReadState(_current);
            _history = _folder.ReadHistory();
            _written = _history.Count;
            AddMissingEntries();
            _versions = [.. _folder.ReadVersions(_versions).OrderBy(version => version.Number)];
            AddUnfinishedVersions();
            foreach (string name in _state.Needed)
                Find(name);
            (_inUse, _candidate) = (Load(_state.InUse), Load(_state.Candidate));
            _loaded.Trim(_state.InUse, _state.Candidate);
            TryWriteHistory();
        }
        catch
        {
            (_versions, _history, _state, _current, _written) = before;
            throw;
        }
    }

    private void Change(string version, string why, RegistryAction action, Func<RegisteredVersion, RegistryState> next)
    {
        ArgumentException.ThrowIfNullOrEmpty(version);
        ArgumentException.ThrowIfNullOrWhiteSpace(why);
        Alone(() =>
        {
            RegisteredVersion found = _versions.Find(each => each.Name == version)
                ?? throw new ArgumentException($"There is no version '{version}'; there are: {Names()}.", nameof(version));
            Change(next(found), action, why, found);
        });
    }

    private void Change(RegistryState next, RegistryAction action, string why, RegisteredVersion? version)
    {
        IPolicy? inUse = Load(next.InUse), candidate = Load(next.Candidate);
        TryWriteHistory();
        RegistryEntry entry = new(
            _history.Count + 1,
            _time.GetUtcNow(),
            action,
            why,
            version?.Name,
            action == RegistryAction.Added ? version!.Sha256 : null);
        next = next with { Last = entry, Waiting = _written < _history.Count ? _history[_written..] : null };
        _current = _folder.Write(next);
        _state = next;
        _history.Add(entry);
        (_inUse, _candidate) = (inUse, candidate);
        _loaded.Trim(next.InUse, next.Candidate);
        TryWriteHistory();
    }

    // What current.json says is in effect, and it keeps the entries until the history has them.
    private void TryWriteHistory()
    {
        try
        {
            for (; _written < _history.Count; _written++)
                _folder.Append(_history[_written]);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
        }
    }

    private void AddMissingEntries()
    {
        foreach (RegistryEntry entry in (_state.Waiting ?? []).Append(_state.Last).OfType<RegistryEntry>())
        {
            if (entry.Number == _history.Count + 1)
                _history.Add(entry);
        }

        if (_history.Count != (_state.Last?.Number ?? 0) || (_history.Count > 0 && _history[^1] != _state.Last))
        {
            throw new InvalidDataException(
                $"history.jsonl ends with the entry {_history.Count}, but current.json says {_state.Last?.Number ?? 0}: one of them is not "
                + "from this registry, or was changed. Restore both from a backup.");
        }
    }

    private void AddUnfinishedVersions()
    {
        Dictionary<string, string?> known = _history.Where(entry => entry.Action == RegistryAction.Added)
            .ToDictionary(entry => entry.Version!, entry => entry.Sha256);
        foreach (RegisteredVersion version in _versions)
        {
            if (!known.TryGetValue(version.Name, out string? sha256))
                Change(_state, RegistryAction.Added, "The process ended while it was written.", version);
            else if (sha256 != version.Sha256)
                throw RegistryFolder.Damaged(version.Folder, version.Sha256);
        }
    }

    private IPolicy? Load(string? name)
    {
        if (name is null)
            return null;
        RegisteredVersion version = Find(name);
        return _loaded.Get(name, () => LoadFile(Path.Combine(version.Folder, RegistryFolder.ModelName), version.Sha256));
    }

    private IPolicy LoadFile(string path, string sha256)
    {
        if (RegistryFolder.HashOf(path) is var found && found != sha256)
            throw RegistryFolder.Damaged(Path.GetDirectoryName(path)!, found);
        IPolicy policy = _load(path);
        if (policy.Version == sha256)
            return policy;
        string version = policy.Version;
        LoadedPolicies.Dispose(policy);
        throw new InvalidDataException(
            $"The loader returned a policy of version {version} for '{path}', whose SHA-256 is {sha256}: the log could not identify it.");
    }

    private RegisteredVersion Find(string name) => _versions.Find(version => version.Name == name)
        ?? throw new InvalidDataException(
            $"The version '{name}' is in use, was in use before, or is the candidate, but its folder is missing: restore it from a backup.");

    private RegisteredVersion NotInUse(RegisteredVersion version, string problem) => version.Name != _state.InUse
        ? version
        : throw new InvalidOperationException($"The version '{version.Name}' {problem}.");

    // A number is not reused, even if its folder was deleted.
    private int NextNumber() => 1 + Math.Max(
        _versions.Select(version => version.Number).DefaultIfEmpty().Max(),
        _history.Count(entry => entry.Action == RegistryAction.Added));

    private string Names() => _versions.Count == 0 ? "none" : string.Join(", ", _versions.Select(version => version.Name));

    private T Read<T>(Func<T> read)
    {
        lock (_changing)
            return read();
    }
}
