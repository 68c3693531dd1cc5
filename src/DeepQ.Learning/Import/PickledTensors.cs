namespace DeepQ.Learning.Import;

/// <summary>Finds the tensors in the content of a pickle.</summary>
internal static class PickledTensors
{
    /// <summary>
    /// Finds the tensors in nested dictionaries and joins their keys by dots; each dictionary is visited once.
    /// </summary>
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
                throw new InvalidDataException($"The pickle has dictionaries nested deeper than {MostDepth}, or names of more than {LongestName} letters.");
            foreach ((object? key, object? entry) in map.Entries)
                Find(entry, key is string { Length: > LongestName } ? throw new InvalidDataException("The pickle has a name that is too long.") : name.Length == 0 ? $"{key}" : $"{name}.{key}");
            depth--;
        }
    }

    private const int MostDepth = 32;
    private const int LongestName = 1_000;
}
