namespace DeepQ.Learning.Import;

/// <summary>Finds the tensors of what a pickle holds.</summary>
internal static class PickledTensors
{
    /// <summary>The tensors of dictionaries in dictionaries, with their keys joined by dots; a dictionary is looked into once.</summary>
    public static IReadOnlyList<(string Name, PickledTensor Tensor)> In(object? value)
    {
        List<(string, PickledTensor)> found = [];
        HashSet<PickledMap> seen = [];
        Find(value, "");
        return found;

        void Find(object? one, string name)
        {
            if (one is PickledTensor tensor)
                found.Add((name, tensor));
            if (one is not PickledMap map || !seen.Add(map) || seen.Count > MostMaps)
                return;
            foreach ((object? key, object? entry) in map.Entries)
                Find(entry, name.Length == 0 ? $"{key}" : $"{name}.{key}");
        }
    }

    // Also the depth of the deepest.
    private const int MostMaps = 500;
}
