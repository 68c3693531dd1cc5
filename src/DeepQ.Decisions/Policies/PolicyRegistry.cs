using System.Security.Cryptography;
using System.Text.Json;
using DeepQ.Decisions.Policies;
using DeepQ.Onnx.Graphs;
using DeepQ.Serving;

namespace DeepQ.Decisions;

/// <summary>Keeps the versions of a policy in a readable folder, and determines which of them decide.</summary>
/// <remarks>
/// <para>
/// Each version is a folder, such as <c>0001-1a2b3c4d</c>, with <c>policy.onnx</c>, <c>card.json</c> and <c>card.md</c>.
/// <c>current.json</c> names the version in use, those before it and the candidate; <c>history.jsonl</c> records what
/// was done, when and why.
/// </para>
/// <para>
/// Each change is applied completely or not at all, even if the process is killed: it takes effect when
/// <c>current.json</c> is replaced, and the next change or opening adds a line that the history lacks.
/// </para>
/// <para>
/// Several processes may use one registry: each change waits for those of others and starts from their result, and
/// <see cref="Refresh"/> applies changes of others. Thread safe. The registry owns the policies that it loads.
/// </para>
/// </remarks>
public sealed partial class PolicyRegistry : IPolicyVersions, IDisposable
{
    private readonly Lock _changing = new();
    private readonly LoadedPolicies _loaded = new();
    private readonly RegistryFolder _folder;
    private readonly Func<string, IPolicy> _load;
    private readonly TimeProvider _time;
    private List<RegisteredVersion> _versions = [];
    private List<RegistryEntry> _history = [];
    private RegistryState _state = new(RegistryState.PresentFormat, []);
    private string? _current;
    private int _written;
    private bool _isTaken;
    private bool _isDisposed;
    private volatile IPolicy? _inUse;
    private volatile IPolicy? _candidate;

    /// <summary>Opens a registry, or creates one in an empty or missing folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="load">
    /// Loads a policy from the path of its file, such as <c>path => OnnxPolicy.Load(path)</c>; null for <see cref="ManagedPolicy"/>.
    /// </param>
    /// <param name="time">The clock of the history; null for the system clock.</param>
    /// <exception cref="InvalidDataException">The folder contains something else or is damaged; the message names the file.</exception>
    /// <exception cref="IOException">The folder cannot be read or written, or another process holds it for ten seconds.</exception>
    public PolicyRegistry(string folder, Func<string, IPolicy>? load = null, TimeProvider? time = null)
        : this(folder, load, time, beforeWrite: null)
    {
    }

    internal PolicyRegistry(string folder, Func<string, IPolicy>? load, TimeProvider? time, Action<string>? beforeWrite)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        _load = load ?? (path => ManagedPolicy.Load(path));
        _time = time ?? TimeProvider.System;
        _folder = new(Path.GetFullPath(folder), beforeWrite);
        try
        {
            _folder.Find();
            Alone(() => { });
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public IPolicy? InUse => _inUse;

    /// <inheritdoc/>
    public IPolicy? Candidate => _candidate;

    /// <summary>The version in use; null if the baseline decides.</summary>
    public RegisteredVersion? VersionInUse => Read(() => _versions.Find(version => version.Name == _state.InUse));

    /// <summary>The candidate; null if there is none.</summary>
    public RegisteredVersion? CandidateVersion => Read(() => _versions.Find(version => version.Name == _state.Candidate));

    /// <summary>
    /// The version in use before the current one, to which <see cref="Rollback(string)"/> returns; null if there is
    /// none.
    /// </summary>
    public RegisteredVersion? VersionBefore =>
        Read(() => _state.Before.Count > 0 ? _versions.Find(version => version.Name == _state.Before[^1]) : null);

    /// <summary>All versions, by number.</summary>
    public IReadOnlyList<RegisteredVersion> Versions => Read(() => _versions.ToArray());

    /// <summary>The history, oldest first.</summary>
    public IReadOnlyList<RegistryEntry> History => Read(() => _history.ToArray());

    /// <summary>Adds a version. It decides nothing until it is tried or promoted.</summary>
    /// <param name="model">The bytes of <c>policy.onnx</c>.</param>
    /// <param name="card">The card of the version.</param>
    /// <param name="why">The reason, such as the data that it was learned from.</param>
    /// <returns>The version; if the same model exists already, that version with its existing card.</returns>
    /// <exception cref="ArgumentException">The card is not valid JSON, or the reason is empty.</exception>
    /// <exception cref="PolicyFormatException">The loader does not accept the model; nothing was added.</exception>
    /// <exception cref="IOException">The folder cannot be written; nothing was added.</exception>
    public RegisteredVersion Add(ReadOnlySpan<byte> model, VersionCard card, string why)
    {
        ArgumentNullException.ThrowIfNull(card);
        ArgumentException.ThrowIfNullOrWhiteSpace(why);
        RequireJson(card.Json);
        byte[] bytes = model.ToArray();
        string sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes));
        return Alone(() =>
        {
            if (_versions.Find(version => version.Sha256 == sha256) is { } same)
                return same;
            RegisteredVersion added = _folder.Add(NextNumber(), bytes, card, (path, hash) => LoadedPolicies.Dispose(LoadFile(path, hash)));
            _versions.Add(added);
            try
            {
                Change(_state, RegistryAction.Added, why, added);
            }
            catch
            {
                _versions.Remove(added);
                RegistryFolder.TryDelete(added.Folder);
                throw;
            }

            return added;
        });
    }

    /// <summary>Makes a version the candidate, replacing the current one.</summary>
    /// <param name="version">The name of the version.</param>
    /// <param name="why">The reason.</param>
    /// <exception cref="ArgumentException">The version does not exist, or the reason is empty.</exception>
    /// <exception cref="InvalidOperationException">The version is in use.</exception>
    /// <exception cref="InvalidDataException">Its file is damaged; nothing was changed.</exception>
    /// <exception cref="IOException">The folder cannot be written; nothing was changed.</exception>
    public void Try(string version, string why) => Change(version, why, RegistryAction.Tried, found =>
        _state with { Candidate = NotInUse(found, "is in use, so it cannot be tried").Name });

    /// <summary>Brings a version into use. If it was the candidate, there is none afterwards.</summary>
    /// <inheritdoc cref="Try"/>
    public void Promote(string version, string why) => Change(version, why, RegistryAction.Promoted, found => _state with
    {
        Before = _state.InUse is { } before ? [.. _state.Before, before] : _state.Before,
        InUse = NotInUse(found, "is in use already").Name,
        Candidate = _state.Candidate == found.Name ? null : _state.Candidate,
    });

    /// <summary>
    /// Records that a version is not better. If it was the candidate, there is none afterwards; it stays in the folder.
    /// </summary>
    /// <inheritdoc cref="Try"/>
    public void Refuse(string version, string why) => Change(version, why, RegistryAction.Refused, found =>
        _state with
        {
            Candidate = _state.Candidate == NotInUse(found, "is in use: roll it back instead").Name ? null : _state.Candidate,
        });

    /// <summary>
    /// Returns to the version before the one in use, or to the baseline if there is none. Afterwards there is no
    /// candidate. If policies are learned automatically, the version may come back: <see cref="Hold"/> prevents it.
    /// </summary>
    /// <param name="why">The reason.</param>
    /// <returns>The version now in use; null if there is none.</returns>
    /// <exception cref="ArgumentException">The reason is empty.</exception>
    /// <exception cref="InvalidOperationException">No version is in use.</exception>
    /// <exception cref="InvalidDataException">The file of the version before is damaged; nothing was changed.</exception>
    /// <exception cref="IOException">The folder cannot be written; nothing was changed.</exception>
    public RegisteredVersion? Rollback(string why)
    {
        return Alone(() =>
        {
            Rollback(_state.Before.Count > 0 ? _state.Before[^1] : null, why);
            return VersionInUse;
        });
    }

    /// <summary>
    /// Returns to a version that was in use before; the versions in between are removed from the sequence. Afterwards
    /// there is no candidate.
    /// </summary>
    /// <param name="version">The name of the version; null for the baseline.</param>
    /// <param name="why">The reason.</param>
    /// <exception cref="ArgumentException">The version was not in use before, or the reason is empty.</exception>
    /// <exception cref="InvalidOperationException">No version is in use.</exception>
    /// <exception cref="InvalidDataException">The file of the version is damaged; nothing was changed.</exception>
    /// <exception cref="IOException">The folder cannot be written; nothing was changed.</exception>
    public void Rollback(string? version, string why)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(why);
        Alone(() =>
        {
            if (_state.InUse is null)
                throw new InvalidOperationException("No version is in use, so there is none before it.");
            int place = version is null ? 0 : _state.Before.ToList().LastIndexOf(version);
            if (place < 0)
            {
                throw new ArgumentException(
                    $"The version '{version}' was not in use before; these were: {string.Join(", ", _state.Before)}.", nameof(version));
            }

            RegisteredVersion? before = version is null ? null : Find(version);
            RegistryState next = _state with
            {
                Before = [.. _state.Before.Take(place)],
                InUse = version,
                Candidate = null,
            };
            Change(next, RegistryAction.RolledBack, why, before);
        });
    }

    /// <summary>Loads a version for evaluation, without letting it decide.</summary>
    /// <param name="version">The name of the version.</param>
    /// <returns>The policy; the caller disposes it.</returns>
    /// <exception cref="ArgumentException">The version does not exist.</exception>
    /// <exception cref="InvalidDataException">Its file is damaged.</exception>
    /// <exception cref="IOException">Its file cannot be read.</exception>
    public IPolicy Open(string version)
    {
        RegisteredVersion found = Versions.FirstOrDefault(each => each.Name == version)
            ?? throw new ArgumentException($"There is no version '{version}'; there are: {Names()}.", nameof(version));
        return LoadFile(Path.Combine(found.Folder, RegistryFolder.ModelName), found.Sha256);
    }

    /// <summary>
    /// Applies changes by other processes since the last call. A hosted application does this once a second.
    /// </summary>
    /// <returns>Whether anything changed.</returns>
    /// <exception cref="InvalidDataException">The folder is damaged; the message names the file. The policy in use continues.</exception>
    /// <exception cref="IOException">The folder cannot be read. The policy in use continues.</exception>
    /// <exception cref="ObjectDisposedException">The registry was disposed.</exception>
    public bool Refresh()
    {
        lock (_changing)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            return _folder.ReadCurrent() != _current && Alone(() => true);
        }
    }

    /// <summary>Disposes the policies. If the registry is still used afterwards, the baseline decides.</summary>
    public void Dispose()
    {
        lock (_changing)
        {
            _isDisposed = true;
            (_inUse, _candidate) = (null, null);
            _loaded.Dispose();
        }
    }

    private static void RequireJson(string json)
    {
        try
        {
            using JsonDocument card = JsonDocument.Parse(json);
        }
        catch (JsonException error)
        {
            throw new ArgumentException($"The card is not valid JSON: {error.Message}", nameof(json), error);
        }
    }
}
