using Microsoft.ML;
using Microsoft.ML.Data;

namespace DeepQ.MLNet.Data;

/// <summary>Reads actions as numbers from 0 and determines their names.</summary>
internal abstract class ActionReader
{
    /// <summary>The greatest number of actions without names.</summary>
    protected const int MostActions = 10_000;

    /// <summary>Creates a reader of a column.</summary>
    /// <param name="row">The row, which moves with its cursor.</param>
    /// <param name="column">The column.</param>
    /// <param name="names">All actions in order; null to take them from the column.</param>
    /// <param name="maskedActions">The number of actions of masks; 0 for none.</param>
    public static ActionReader Create(
        DataViewRow row, DataViewSchema.Column column, IReadOnlyList<string>? names, int maskedActions) =>
        column.Type switch
        {
            TextDataViewType => new TextActionReader(row, column, names),
            KeyDataViewType key => new KeyActionReader(
                row, column, KeyNames.Of(column) ?? names ?? Numbers(CountOf(column, key)), names),
            _ => new NumberedActionReader(row, column, names ?? (maskedActions > 0 ? Numbers(maskedActions) : null)),
        };

    /// <summary>The number of actions; null if only the rows show it.</summary>
    public abstract int? Count { get; }

    /// <summary>Returns the action of the current row; −1 if it has none.</summary>
    /// <exception cref="ArgumentException">The action does not exist.</exception>
    public abstract int Read();

    /// <summary>Creates the error for a row without an action.</summary>
    public abstract ArgumentException Missing();

    /// <summary>Returns the names of the actions, once all rows have been read.</summary>
    /// <returns>
    /// The names, and the final number of each action by the number that was read; null if they are equal.
    /// </returns>
    public abstract (IReadOnlyList<string> Names, int[]? NewNumbers) Finish();

    /// <summary>Names unnamed actions by their numbers.</summary>
    protected static string[] Numbers(int count) => [.. Enumerable.Range(0, count).Select(action => $"{action}")];

    private static int CountOf(DataViewSchema.Column column, KeyDataViewType key) => key.Count <= MostActions
        ? (int)key.Count
        : throw new ArgumentException(
            $"The action column '{column.Name}' is a key of {key.Count} values without names; at most {MostActions} are " +
            "supported. Create the key with MapValueToKey.");
}
