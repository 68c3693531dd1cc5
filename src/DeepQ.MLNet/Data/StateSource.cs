using Microsoft.ML;
using Microsoft.ML.Data;

namespace DeepQ.MLNet.Data;

/// <summary>The source of states and, if rows include them, of next states.</summary>
internal abstract class StateSource
{
    /// <summary>Finds the states of a table.</summary>
    /// <param name="schema">The columns of the table.</param>
    /// <param name="names">The names of columns.</param>
    /// <param name="featurizer">The fitted featurizer; null if the table has states.</param>
    /// <param name="isOneStep">Whether each row is a single decision.</param>
    /// <exception cref="ArgumentException">A column is missing or does not fit.</exception>
    public static StateSource Of(
        DataViewSchema schema, LoggedColumnNames names, ITransformer? featurizer, bool isOneStep) =>
        featurizer is null
            ? new StateColumns(schema, names, isOneStep)
            : new FeaturizedStates(schema, names, featurizer, isOneStep);

    /// <summary>The type of a state.</summary>
    public abstract VectorDataViewType Type { get; }

    /// <summary>The number of values of a state.</summary>
    public int Size => Type.Size;

    /// <summary>The axes of an image, (channel, height, width); null if states are not images.</summary>
    public IReadOnlyList<int>? ImageShape => Type.Dimensions is { Length: 3 } axes ? axes : null;

    /// <summary>Whether rows include their next states.</summary>
    public abstract bool HasSuccessors { get; }

    /// <summary>The columns of the table to read.</summary>
    public abstract IEnumerable<DataViewSchema.Column> Needed { get; }

    /// <summary>Creates a reader of states.</summary>
    /// <param name="cursor">A cursor over the table.</param>
    public abstract StateReader States(DataViewRowCursor cursor);

    /// <summary>Creates a reader of next states, if rows include them.</summary>
    /// <param name="cursor">A cursor over the table.</param>
    public abstract StateReader Successors(DataViewRowCursor cursor);
}
