using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using DeepQ.Onnx.Files;

namespace DeepQ.Decisions.Policies;

/// <summary>The files of a registry. Only the process that holds the folder changes them.</summary>
/// <param name="path">The folder.</param>
/// <param name="beforeWrite">Called before each write with the name of what is written; it may throw, to simulate the end of a process.</param>
internal sealed partial class RegistryFolder(string path, Action<string>? beforeWrite)
{
    public const string ModelName = "policy.onnx";
    private const string CardName = "card.json";
    private const string CardTextName = "card.md";
    private const string LockName = "lock";
    private const string CurrentName = "current.json";
    private const string HistoryName = "history.jsonl";
    private const string Unfinished = ".deepq-version-";

    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(10);

    /// <summary>How long to wait for another process.</summary>
    public TimeSpan Wait { get; init; } = TimeSpan.FromSeconds(10);

    private string Current => Path.Combine(path, CurrentName);

    private string History => Path.Combine(path, HistoryName);

    /// <summary>Finds or creates the folder.</summary>
    public void Find()
    {
        Directory.CreateDirectory(path);
        RequireOwn();
    }

    /// <summary>Locks the folder until the returned object is disposed, so that no other process changes it.</summary>
    public IDisposable Take()
    {
        long start = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                return new FileStream(Path.Combine(path, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (UnauthorizedAccessException error)
            {
                throw new IOException($"The registry '{path}' may not be written: {error.Message}", error);
            }
            catch (IOException error)
            {
                if (error is DirectoryNotFoundException || Stopwatch.GetElapsedTime(start) >= Wait)
                    throw new IOException($"The registry '{path}' cannot be opened; another process may hold it: {error.Message}", error);
                Thread.Sleep(LookAgain);
            }
        }
    }

    /// <summary>Turns an empty folder into a registry, and removes what an interrupted process left behind.</summary>
    public void Begin()
    {
        foreach (string folder in Directory.EnumerateDirectories(path, Unfinished + "*"))
            Directory.Delete(folder, recursive: true);
        RequireOwn();
        if (!File.Exists(Current))
            Write(new RegistryState(RegistryState.PresentFormat, []));
    }

    /// <summary>Returns the text of <c>current.json</c>. Each change replaces the file as a whole.</summary>
    public string ReadCurrent()
    {
        using StreamReader file = new(new FileStream(Current, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
        return file.ReadToEnd();
    }

    public RegistryState ReadState(string current)
    {
        RegistryState state = Parse(current, RegistryJson.Readable.RegistryState, Current);
        return state.Format == RegistryState.PresentFormat
            ? state
            : throw new InvalidDataException(
                $"'{Current}' has the format {state.Format}, but this library supports {RegistryState.PresentFormat}: use a later version.");
    }

    /// <summary>Replaces <c>current.json</c>.</summary>
    /// <returns>The new text.</returns>
    public string Write(RegistryState state)
    {
        beforeWrite?.Invoke(CurrentName);
        string current = JsonSerializer.Serialize(state, RegistryJson.Readable.RegistryState) + "\n";
        WholeFile.WriteText(Current, current);
        return current;
    }

    /// <summary>Reads the history. An incomplete last line is cut off.</summary>
    public List<RegistryEntry> ReadHistory()
    {
        List<RegistryEntry> entries = [];
        if (!File.Exists(History))
            return entries;
        byte[] text = File.ReadAllBytes(History);
        int end = text.AsSpan().LastIndexOf((byte)'\n') + 1;
        if (end < text.Length)
        {
            using FileStream file = new(History, FileMode.Open, FileAccess.Write);
            file.SetLength(end);
        }

        foreach (string line in Encoding.UTF8.GetString(text, 0, end).Split('\n')[..^1])
        {
            string place = $"{History}, line {entries.Count + 1}";
            entries.Add(Parse(line, RegistryJson.Readable.RegistryEntry, place));
            if (entries[^1].Number != entries.Count)
                throw new InvalidDataException($"'{place}' has the number {entries[^1].Number}: lines are missing or out of order.");
        }

        return entries;
    }

    public void Append(RegistryEntry entry)
    {
        beforeWrite?.Invoke(HistoryName);
        using FileStream file = new(History, FileMode.Append, FileAccess.Write, FileShare.Read);
        long length = file.Length;
        try
        {
            file.Write(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(entry, RegistryJson.Readable.RegistryEntry) + "\n"));
            file.Flush(flushToDisk: true);
        }
        catch (IOException)
        {
            // An incomplete line would make the next one unreadable.
            file.SetLength(length);
            throw;
        }
    }

    /// <summary>The versions in the folder.</summary>
    /// <param name="known">Versions that were read earlier, which are not read again.</param>
    public IEnumerable<RegisteredVersion> ReadVersions(IReadOnlyList<RegisteredVersion> known)
    {
        foreach (string folder in Directory.EnumerateDirectories(path))
        {
            string name = Path.GetFileName(folder);
            if (!NamePattern().IsMatch(name))
                continue;
            if (known.FirstOrDefault(version => version.Name == name) is { } same)
            {
                yield return same;
                continue;
            }

            foreach (string file in (string[])[ModelName, CardName, CardTextName])
            {
                if (!File.Exists(Path.Combine(folder, file)))
                    throw new InvalidDataException($"The version '{folder}' has no {file}: restore it, or delete the folder.");
            }

            string sha256 = HashOf(Path.Combine(folder, ModelName));
            if (!sha256.StartsWith(name[^8..], StringComparison.Ordinal))
                throw Damaged(folder, sha256);
            yield return new(name, int.Parse(name[..^9], CultureInfo.InvariantCulture), sha256, folder);
        }
    }

    /// <summary>Writes a version completely or not at all.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="model">The model.</param>
    /// <param name="card">The card.</param>
    /// <param name="check">Receives the path of the model before the version exists; it may throw.</param>
    public RegisteredVersion Add(int number, ReadOnlySpan<byte> model, VersionCard card, Action<string, string> check)
    {
        string sha256 = Convert.ToHexStringLower(SHA256.HashData(model));
        string name = string.Create(CultureInfo.InvariantCulture, $"{number:D4}-{sha256[..8]}");
        string unfinished = Path.Combine(path, $"{Unfinished}{Guid.NewGuid():N}");
        Directory.CreateDirectory(unfinished);
        try
        {
            beforeWrite?.Invoke(ModelName);
            byte[] bytes = model.ToArray();
            WholeFile.Write(Path.Combine(unfinished, ModelName), file => file.Write(bytes));
            check(Path.Combine(unfinished, ModelName), sha256);
            beforeWrite?.Invoke(CardName);
            WholeFile.WriteText(Path.Combine(unfinished, CardName), card.Json);
            beforeWrite?.Invoke(CardTextName);
            WholeFile.WriteText(Path.Combine(unfinished, CardTextName), card.Markdown);
            beforeWrite?.Invoke(name);
            string folder = Path.Combine(path, name);
            Directory.Move(unfinished, folder);
            return new(name, number, sha256, folder);
        }
        finally
        {
            TryDelete(unfinished);
        }
    }

    /// <summary>Deletes an incomplete version if possible; the original error is what gets reported.</summary>
    public static void TryDelete(string folder)
    {
        try
        {
            if (Directory.Exists(folder))
                Directory.Delete(folder, recursive: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
        }
    }

    public static string HashOf(string file) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)));

    public static InvalidDataException Damaged(string folder, string sha256) => new(
        $"The model in '{folder}' has the SHA-256 {sha256}, which is not that of the version: it was changed or is damaged. Restore it "
        + "from a backup, or delete the folder.");

    private void RequireOwn()
    {
        if (!File.Exists(Current) && Foreign() is { } foreign)
        {
            throw new InvalidDataException(
                $"'{path}' has '{foreign}' but no {CurrentName}, so it is not a registry of policies: pass an empty folder, or restore "
                + $"{CurrentName} from a backup.");
        }
    }

    private string? Foreign() => Directory.EnumerateFileSystemEntries(path).Select(Path.GetFileName)
        .FirstOrDefault(name => name != LockName && !name!.StartsWith(".deepq-", StringComparison.Ordinal));

    private static T Parse<T>(string text, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type, string place)
    {
        try
        {
            return JsonSerializer.Deserialize(text, type) ?? throw new JsonException("It is null.");
        }
        catch (JsonException error)
        {
            throw new InvalidDataException($"'{place}' is damaged: {error.Message} Restore it from a backup.", error);
        }
    }

    [GeneratedRegex("^[0-9]{4,9}-[0-9a-f]{8}$")]
    private static partial Regex NamePattern();
}
