namespace Microsoft.ML;

/// <summary>The names of a column that is made and of the one it is made from: the same if only one is given.</summary>
public sealed class InputOutputColumnPair
{
    public InputOutputColumnPair(string outputColumnName, string inputColumnName = null)
    {
        if (string.IsNullOrEmpty(outputColumnName))
        {
            throw new ArgumentOutOfRangeException(
                nameof(outputColumnName), $"{nameof(outputColumnName)} cannot be null or empty");
        }

        OutputColumnName = outputColumnName;
        InputColumnName = inputColumnName ?? outputColumnName;
    }

    public string InputColumnName { get; }

    public string OutputColumnName { get; }

    internal static (string OutputColumnName, string InputColumnName)[] NamesOf(InputOutputColumnPair[] pairs)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        return [.. pairs.Select(pair => (pair.OutputColumnName, pair.InputColumnName))];
    }
}
