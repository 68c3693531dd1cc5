using Microsoft.ML;
using Microsoft.ML.Data;

namespace DeepQ.MLNet.Data;

/// <summary>Reads actions as numbers from 0, and learns what they are called.</summary>
internal abstract class ActionReader
{
    /// <summary>The greatest number of actions that have no names.</summary>
    protected const int MostActions = 10_000;

    /// <summary>Makes a reader of a column.</summary>
    /// <param name="row">The row, which moves with its cursor.</param>
    /// <param name="column">The column.</param>
    /// <param name="names">All actions in their order; null to take them from the column.</param>
    /// <param name="maskedActions">The number of actions that masks tell; 0 where there are none.</param>
    public static ActionReader Create(
        DataViewRow row, DataViewSchema.Column column, IReadOnlyList<string>? names, int maskedActions) =>
        column.Type switch
        {
            TextDataViewType => new TextActionReader(row, column, names),
            KeyDataViewType key => new KeyActionReader(
                row, column, KeyNames.Of(column) ?? names ?? Numbers(CountOf(column, key)), names),
            _ => new NumberedActionReader(row, column, names ?? (maskedActions > 0 ? Numbers(maskedActions) : null)),
        };

    /// <summary>The number of actions; null where only the rows tell.</summary>
    public abstract int? Count { get; }

    /// <summary>The action of the current row; −1 where it has none.</summary>
    /// <exception cref="ArgumentException">It has one that does not exist.</exception>
    public abstract int Read();

    /// <summary>Says that the current row has no action.</summary>
    public abstract ArgumentException Missing();

    /// <summary>The names of the actions, once all rows were read.</summary>
    /// <returns>
    /// The names, and the number of each action by the one that was read; null where that is the same.
    /// </returns>
    public abstract (IReadOnlyList<string> Names, int[]? NewNumbers) Finish();

    /// <summary>Names for actions that have none: their numbers.</summary>
    protected static string[] Numbers(int count) => [.. Enumerable.Range(0, count).Select(action => $"{action}")];

    private static int CountOf(DataViewSchema.Column column, KeyDataViewType key) => key.Count <= MostActions
        ? (int)key.Count
        : throw new ArgumentException(
            $"The action column '{column.Name}' is a key of {key.Count} values without names; at most {MostActions} can be " +
            "told apart. Make the key by MapValueToKey.");
}
