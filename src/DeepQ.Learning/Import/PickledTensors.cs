namespace DeepQ.Learning.Import;

/// <summary>Finds the tensors of what a pickle holds.</summary>
internal static class PickledTensors
{
    /// <summary>The tensors of dictionaries in dictionaries, with their keys joined by dots; a dictionary is looked into once.</summary>
    public static IReadOnlyList<(string Name, PickledTensor Tensor)> In(object? value)
    {
        List<(string, PickledTensor)> found = [];
        HashSet<PickledMap> seen = [];
        int depth = 0;
        Find(value, "");
        return found;

        void Find(object? one, string name)
        {
            if (one is PickledTensor tensor)
                found.Add((name, tensor));
            if (one is not PickledMap map || !seen.Add(map))
                return;
            if (++depth > MostDepth || name.Length > LongestName)
                throw new InvalidDataException($"The pickle has dictionaries in dictionaries deeper than {MostDepth}, or names of more than {LongestName} letters.");
            foreach ((object? key, object? entry) in map.Entries)
                Find(entry, key is string { Length: > LongestName } ? throw new InvalidDataException("The pickle has a name that is too long.") : name.Length == 0 ? $"{key}" : $"{name}.{key}");
            depth--;
        }
    }

    private const int MostDepth = 32;
    private const int LongestName = 1_000;
}
