using System.Text;
using System.Text.Json;
using DeepQ.Onnx.Files;

namespace DeepQ.MLNet.Sweeps;

/// <summary>
/// The completed trials, one line of JSON each, so that an interrupted sweep can continue. Complete lines before an
/// incomplete one stay valid.
/// </summary>
internal sealed class SweepJournal
{
    private const int Format = 1;
    private readonly string _path;
    private readonly List<SweepTrial> _trials = [];

    private SweepJournal(string path) => _path = path;

    /// <summary>The trials so far, in order of completion.</summary>
    public IReadOnlyList<SweepTrial> Trials => _trials;

    /// <summary>Opens a journal, or starts one.</summary>
    /// <param name="path">The file.</param>
    /// <param name="settings">The settings that the trials depend on.</param>
    /// <exception cref="InvalidDataException">
    /// The file is not a journal, or belongs to another sweep; the message names the differences.
    /// </exception>
    public static SweepJournal Open(string path, IReadOnlyDictionary<string, string> settings)
    {
        SweepJournal journal = new(path);
        string text = File.Exists(path) ? Encoding.UTF8.GetString(OnnxFile.ReadBytes(path)) : "";
        // After the last line break is what was being written when the program ended.
        int whole = text.LastIndexOf('\n') + 1;
        string[] lines = text[..whole].Split('\n', StringSplitOptions.RemoveEmptyEntries);
        if (lines.Length == 0)
        {
            SweepJournalHeader header = new(Format, settings);
            string line = JsonSerializer.Serialize(header, SweepJournalJson.Default.SweepJournalHeader);
            WholeFile.WriteText(path, line + "\n");
            return journal;
        }

        if (whole < text.Length)
            WholeFile.WriteText(path, text[..whole]);
        journal.Require(lines[0], settings);
        journal._trials.AddRange(lines[1..].Select(journal.Read));
        return journal;
    }

    /// <summary>Appends a trial.</summary>
    public void Append(SweepTrial trial)
    {
        using (FileStream file = new(_path, FileMode.Append, FileAccess.Write))
        {
            file.Write(JsonSerializer.SerializeToUtf8Bytes(trial, SweepJournalJson.Default.SweepTrial));
            file.Write("\n"u8);
            file.Flush(flushToDisk: true);
        }

        _trials.Add(trial);
    }

    private void Require(string line, IReadOnlyDictionary<string, string> settings)
    {
        SweepJournalHeader header = Parse(line, SweepJournalJson.Default.SweepJournalHeader);
        if (header.Format != Format || header.Settings is null)
            throw new InvalidDataException($"'{_path}' is not the journal of a sweep; specify another folder.");
        string[] stored = [.. header.Settings.Select(setting => $"{setting.Key} = {setting.Value}")];
        string[] asked = [.. settings.Select(setting => $"{setting.Key} = {setting.Value}")];
        if (stored.Except(asked).Concat(asked.Except(stored)).Any())
        {
            throw new InvalidDataException(
                $"'{_path}' is the journal of another sweep. It has: {List(stored.Except(asked))}. This one has: " +
                $"{List(asked.Except(stored))}. Specify another folder, or delete the journal.");
        }
    }

    private SweepTrial Read(string line) => Parse(line, SweepJournalJson.Default.SweepTrial);

    private T Parse<T>(string line, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type)
    {
        try
        {
            return JsonSerializer.Deserialize(line, type) ?? throw new JsonException("null");
        }
        catch (JsonException error)
        {
            throw new InvalidDataException($"'{_path}' has a line that does not belong to a journal: {line}", error);
        }
    }

    private static string List(IEnumerable<string> settings) =>
        string.Join("; ", settings) is { Length: > 0 } list ? list : "nothing else";
}
