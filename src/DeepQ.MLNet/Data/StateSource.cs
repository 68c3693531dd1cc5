using Microsoft.ML;
using Microsoft.ML.Data;

namespace DeepQ.MLNet.Data;

/// <summary>Where states, and successors where rows carry them, come from.</summary>
internal abstract class StateSource
{
    /// <summary>Finds the states of a table.</summary>
    /// <param name="schema">The columns of the table.</param>
    /// <param name="names">The names of columns.</param>
    /// <param name="featurizer">What makes states of other columns, fitted; null where the table has them.</param>
    /// <param name="isOneStep">Whether nothing comes after a row.</param>
    /// <exception cref="ArgumentException">A column is missing or does not fit.</exception>
    public static StateSource Of(
        DataViewSchema schema, LoggedColumnNames names, ITransformer? featurizer, bool isOneStep) =>
        featurizer is null
            ? new StateColumns(schema, names, isOneStep)
            : new FeaturizedStates(schema, names, featurizer, isOneStep);

    /// <summary>What a state is.</summary>
    public abstract VectorDataViewType Type { get; }

    /// <summary>The number of values of a state.</summary>
    public int Size => Type.Size;

    /// <summary>The axes of an image, (channel, height, width); null where states are none.</summary>
    public IReadOnlyList<int>? ImageShape => Type.Dimensions is { Length: 3 } axes ? axes : null;

    /// <summary>Whether rows carry their successors.</summary>
    public abstract bool HasSuccessors { get; }

    /// <summary>The columns of the table that have to be read.</summary>
    public abstract IEnumerable<DataViewSchema.Column> Needed { get; }

    /// <summary>Makes a reader of states.</summary>
    /// <param name="cursor">A cursor over the table.</param>
    public abstract StateReader States(DataViewRowCursor cursor);

    /// <summary>Makes a reader of successors, where rows carry them.</summary>
    /// <param name="cursor">A cursor over the table.</param>
    public abstract StateReader Successors(DataViewRowCursor cursor);
}
