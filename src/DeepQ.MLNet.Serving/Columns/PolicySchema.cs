using DeepQ.Onnx.Policies;
using DeepQ.Serving;
using DeepQ.Serving.Inputs;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace DeepQ.MLNet.Columns;

/// <summary>The columns before and after a policy: the input's, then those that the policy writes.</summary>
internal sealed class PolicySchema
{
    /// <summary>Checks the columns that the policy reads and adds those that it writes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or does not fit.</exception>
    public PolicySchema(DataViewSchema input, ModelPolicy policy, PolicyColumns columns)
    {
        Input = input;
        Inputs = policy.Signature.TakesColumns
            ? [.. policy.Inputs.Select(column => InputColumn(input, column))]
            : [StateColumn(input, columns.State, policy.ObservationSize)];
        Mask = policy.Signature.IsMaskRequired ? MaskColumn(input, policy.ActionCount) : null;
        var builder = new DataViewSchema.Builder();
        builder.AddColumns(input);
        Written = OutputColumn.Of(
            columns,
            policy.ActionNames,
            policy.Signature.HasMargin,
            policy.Signature.Distribution?.Size,
            policy.Signature.HasUncertainty);
        AddTo(builder, Written);
        Output = builder.ToSchema();
    }

    public DataViewSchema Input { get; }

    public DataViewSchema Output { get; }

    /// <summary>The columns that the policy reads, in the order of its inputs.</summary>
    public IReadOnlyList<DataViewSchema.Column> Inputs { get; }

    /// <summary>The column with the legal actions; null if the policy requires none.</summary>
    public DataViewSchema.Column? Mask { get; }

    /// <summary>The columns that the policy writes, which follow the input's.</summary>
    public IReadOnlyList<OutputColumn> Written { get; }

    /// <summary>Adds columns that a policy writes.</summary>
    public static void AddTo(DataViewSchema.Builder builder, IEnumerable<OutputColumn> written)
    {
        foreach (OutputColumn column in written)
            builder.AddColumn(column.Name, column.Type, column.Annotations);
    }

    /// <summary>Returns the column that the policy writes at an output position; null for an input column.</summary>
    public OutputColumn? WrittenAt(int index) => index < Input.Count ? null : Written[index - Input.Count];

    /// <summary>Marks the requested output columns.</summary>
    public bool[] Wanted(IEnumerable<DataViewSchema.Column> columns)
    {
        bool[] wanted = new bool[Output.Count];
        foreach (DataViewSchema.Column column in columns)
            wanted[column.Index] = true;
        return wanted;
    }

    /// <summary>Returns whether the policy has to be evaluated at all.</summary>
    public bool NeedsScores(bool[] wanted) => wanted.AsSpan(Input.Count).Contains(true);

    /// <summary>Returns the input columns that the requested ones need.</summary>
    public IEnumerable<DataViewSchema.Column> InputsFor(bool[] wanted) =>
        Input.Where(column => wanted[column.Index] || (NeedsScores(wanted) && IsRead(column)));

    private bool IsRead(DataViewSchema.Column column) =>
        Mask?.Index == column.Index || Inputs.Any(read => read.Index == column.Index);

    private static DataViewSchema.Column InputColumn(DataViewSchema input, PolicyInput needed)
    {
        if (input.GetColumnOrNull(needed.Name) is not DataViewSchema.Column column)
            throw Missing(input, needed.Name, needed.Description);
        return InputBuffer.Fits(column.Type, needed) ? column : throw new ArgumentOutOfRangeException(
            nameof(input), $"Column '{needed.Name}' is {column.Type}, but the policy needs {needed.Description}.");
    }

    private static DataViewSchema.Column MaskColumn(DataViewSchema input, int actions)
    {
        string needed = $"a vector of {actions} Boolean values, true for each legal action, because its file requires masks";
        if (input.GetColumnOrNull(PolicyGraph.MaskName) is not DataViewSchema.Column column)
            throw Missing(input, PolicyGraph.MaskName, needed);
        return column.Type is VectorDataViewType vector && vector.ItemType == BooleanDataViewType.Instance && vector.Size == actions
            ? column
            : throw new ArgumentOutOfRangeException(
                nameof(input), $"Column '{PolicyGraph.MaskName}' is {column.Type}, but the policy needs {needed}.");
    }

    private static ArgumentOutOfRangeException Missing(DataViewSchema input, string name, string needed)
    {
        string others = string.Join(", ", input.Select(other => $"'{other.Name}'").Distinct());
        return new(nameof(input), $"The policy reads column '{name}', {needed}, but the data has only: {others}.");
    }

    private static DataViewSchema.Column StateColumn(DataViewSchema input, string name, int size)
    {
        string needed = $"a vector of {size} Single values";
        if (input.GetColumnOrNull(name) is not DataViewSchema.Column column)
            throw Missing(input, name, needed);

        string? advice = column.Type switch
        {
            VectorDataViewType { IsKnownSize: false } => "Its size must be known: add a VectorType with a size.",
            VectorDataViewType vector when vector.ItemType == NumberDataViewType.Single => vector.Size == size ? null
                : $"It has {vector.Size} values.",
            _ => "Create one with Conversion.ConvertType or Concatenate.",
        };
        return advice is null ? column : throw new ArgumentOutOfRangeException(
            nameof(input), $"Column '{name}' is {column.Type}, but the policy needs {needed}. {advice}");
    }
}
