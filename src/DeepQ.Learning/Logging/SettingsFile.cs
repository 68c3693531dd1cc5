using System.Text.Json;
using System.Text.Json.Nodes;
using DeepQ.Learning.Training;
using DeepQ.Onnx.Files;

namespace DeepQ.Learning.Logging;

/// <summary>The settings of a training, as a JSON file beside its log.</summary>
internal static class SettingsFile
{
    /// <summary>
    /// Returns the path of the file beside a log: <c>metrics.settings.json</c> beside <c>metrics.csv</c>.
    /// </summary>
    public static string Beside(string log) => Path.ChangeExtension(log, ".settings.json");

    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(string path, TrainingSettings settings)
    {
        JsonObject values = [];
        foreach ((string name, string value) in settings.Values)
            values[name] = value;
        JsonObject file = new()
        {
            ["problem"] = settings.Problem,
            ["algorithm"] = settings.Algorithm,
            ["settings"] = values,
            ["changed"] = new JsonArray([.. settings.Changed.Order(StringComparer.Ordinal).Select(name => (JsonNode)name)]),
        };
        WholeFile.WriteText(path, file.ToJsonString(new JsonSerializerOptions { WriteIndented = true }) + "\n");
    }

    /// <summary>Reads what <see cref="Write"/> wrote; null if there is no file.</summary>
    /// <exception cref="InvalidDataException">The file has no settings.</exception>
    public static TrainingSettings? Read(string path)
    {
        if (!File.Exists(path))
            return null;
        try
        {
            JsonNode file = JsonNode.Parse(File.ReadAllText(path))!;
            return new(
                (string)file["problem"]!,
                (string)file["algorithm"]!,
                file["settings"]!.AsObject().ToDictionary(pair => pair.Key, pair => (string)pair.Value!),
                file["changed"]!.AsArray().Select(name => (string)name!).ToHashSet());
        }
        catch (Exception e) when (e is JsonException or NullReferenceException or InvalidOperationException)
        {
            throw new InvalidDataException($"'{path}' has no settings of a training.", e);
        }
    }
}
