using System.Text.Json;

namespace DeepQ.Serving.Placement;

/// <summary>
/// Reads from ONNX Runtime's profile of a run which provider computed each node; no other API reports it.
/// </summary>
internal static class NodeProfile
{
    // A node that ran has one event with this suffix, among others that older versions write.
    private const string Ran = "_kernel_time";

    public static IReadOnlyList<PlacedNode> Read(string path)
    {
        using JsonDocument events = JsonDocument.Parse(File.ReadAllBytes(path));
        return [.. events.RootElement.EnumerateArray().Where(IsNode).Select(Node)];
    }

    private static bool IsNode(JsonElement entry) =>
        entry.GetProperty("cat").GetString() == "Node" && Name(entry).EndsWith(Ran, StringComparison.Ordinal);

    private static PlacedNode Node(JsonElement entry)
    {
        JsonElement about = entry.GetProperty("args");
        return new(Name(entry)[..^Ran.Length], Text(about, "op_name"), Text(about, "provider"));
    }

    private static string Name(JsonElement entry) => Text(entry, "name");

    private static string Text(JsonElement element, string property) => element.GetProperty(property).GetString() ?? "";
}
