using DeepQ.Onnx.Policies;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace DeepQ.MLNet.Columns;

/// <summary>A column that a policy writes.</summary>
/// <param name="Name">The name of the column.</param>
/// <param name="Type">The type of its values.</param>
/// <param name="Annotations">Its annotations; null for none.</param>
/// <param name="GetterOf">Creates the getter of its values from the current row.</param>
internal sealed record OutputColumn(
    string Name, DataViewType Type, DataViewSchema.Annotations? Annotations, Func<IScoredRow, Delegate> GetterOf)
{
    /// <summary>Returns the columns that a policy writes, in order.</summary>
    /// <param name="columns">The names of columns.</param>
    /// <param name="actionNames">The names of actions.</param>
    /// <param name="hasMargin">Whether the policy computes margins.</param>
    /// <param name="returns">The number of values of a return distribution; null for none.</param>
    /// <param name="hasUncertainty">Whether it computes the deviation of an ensemble's heads.</param>
    /// <remarks>
    /// The types are those of stock transformers after a pipeline is saved and loaded, so that the schema never
    /// changes: an OnnxTransformer returns vectors for outputs [batch, actions] and [batch].
    /// </remarks>
    public static IReadOnlyList<OutputColumn> Of(
        PolicyColumns columns, IReadOnlyList<string> actionNames, bool hasMargin, int? returns, bool hasUncertainty)
    {
        int actions = actionNames.Count;
        List<OutputColumn> all =
        [
            new(
                columns.QValues,
                new VectorDataViewType(NumberDataViewType.Single, 1, actions),
                Names("SlotNames", actionNames),
                row => (ValueGetter<VBuffer<float>>)((ref VBuffer<float> value) => Copy(row.QValues, ref value))),
            new(
                columns.Action,
                new VectorDataViewType(NumberDataViewType.Int64, 1),
                null,
                row => (ValueGetter<VBuffer<long>>)((ref VBuffer<long> value) => Copy([row.Action], ref value))),
        ];
        if (hasMargin)
        {
            all.Add(new(
                PolicyGraph.MarginName,
                new VectorDataViewType(NumberDataViewType.Single, 1),
                null,
                row => (ValueGetter<VBuffer<float>>)((ref VBuffer<float> value) => Copy([row.Margin], ref value))));
        }

        if (returns is int size)
        {
            all.Add(new(
                PolicyGraph.DistributionName,
                new VectorDataViewType(NumberDataViewType.Single, 1, actions, size),
                null,
                row => (ValueGetter<VBuffer<float>>)((ref VBuffer<float> value) => Copy(row.Distributions, ref value))));
        }

        if (hasUncertainty)
        {
            all.Add(new(
                PolicyGraph.UncertaintyName,
                new VectorDataViewType(NumberDataViewType.Single, 1, actions),
                Names("SlotNames", actionNames),
                row => (ValueGetter<VBuffer<float>>)((ref VBuffer<float> value) => Copy(row.Uncertainties, ref value))));
        }

        all.Add(new(
            columns.PredictedAction,
            new KeyDataViewType(typeof(uint), actions),
            Names("KeyValues", actionNames),
            row => (ValueGetter<uint>)((ref uint value) => value = (uint)row.Action + 1)));
        return all;
    }

    private static DataViewSchema.Annotations Names(string kind, IReadOnlyList<string> actionNames)
    {
        int count = actionNames.Count;
        var names = new VBuffer<ReadOnlyMemory<char>>(count, [.. actionNames.Select(name => name.AsMemory())]);
        var annotations = new DataViewSchema.Annotations.Builder();
        annotations.Add(
            kind,
            new VectorDataViewType(TextDataViewType.Instance, count),
            (ref VBuffer<ReadOnlyMemory<char>> value) => names.CopyTo(ref value));
        return annotations.ToAnnotations();
    }

    private static void Copy<T>(ReadOnlySpan<T> values, ref VBuffer<T> buffer)
    {
        VBufferEditor<T> editor = VBufferEditor.Create(ref buffer, values.Length);
        values.CopyTo(editor.Values);
        buffer = editor.Commit();
    }
}
