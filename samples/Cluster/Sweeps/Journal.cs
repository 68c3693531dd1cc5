using System.Text.Json.Nodes;

namespace ClusterSample.Sweeps;

/// <summary>Reads the journal of a sweep.</summary>
internal static class Journal
{
    /// <summary>The lines of a journal without the times, which differ from run to run.</summary>
    public static IReadOnlyList<string> WithoutTimes(string folder) =>
    [
        .. File.ReadLines(Path.Combine(folder, "trials.jsonl")).Select(line =>
        {
            JsonObject trial = JsonNode.Parse(line)!.AsObject();
            trial.Remove("seconds");
            return trial.ToJsonString();
        }),
    ];
}
