using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms.Onnx;

/// <summary>A model bound to the columns of a schema.</summary>
internal sealed class OnnxRowMapper : IRowMapper
{
    private const string ExportedOutput = ".output";
    private readonly OnnxModel _model;
    private readonly OnnxTensor[] _inputs;
    private readonly OnnxTensor[] _outputs;
    private readonly DataViewSchema.Column[] _sources;

    internal OnnxRowMapper(
        OnnxModel model, OnnxTensor[] inputs, OnnxTensor[] outputs, DataViewSchema.Column[] sources)
    {
        _model = model;
        _inputs = inputs;
        _outputs = outputs;
        _sources = sources;
        for (int i = 0; i < inputs.Length; i++)
            CheckType(inputs[i], sources[i]);
        OutputColumns = [.. outputs.Select(output =>
            new DataViewSchema.DetachedColumn(ColumnNameOf(output.Name), output.ColumnType))];
    }

    public IReadOnlyList<DataViewSchema.DetachedColumn> OutputColumns { get; }

    public IEnumerable<int> DependenciesOf(int outputColumn) => _sources.Select(source => source.Index);

    public Delegate[] CreateGetters(DataViewRow input, Func<int, bool> isActive, ICollection<IDisposable> owned)
    {
        int[] active = [.. Enumerable.Range(0, _outputs.Length).Where(isActive)];
        var getters = new Delegate[_outputs.Length];
        if (active.Length == 0)
            return getters;
        var scorer = new OnnxRowScorer(
            _model,
            input,
            [.. _inputs.Select(tensor => tensor.Name)],
            [.. _inputs.Select((tensor, i) => OnnxInput.Create(input, _sources[i], tensor))],
            [.. active.Select(output => _outputs[output].Name)]);
        owned.Add(scorer);
        for (int i = 0; i < active.Length; i++)
            getters[active[i]] = scorer.CreateGetter(i, _outputs[active[i]]);
        return getters;
    }

    // ML.NET's own exporter writes a column X as the output X.output: reading it back gives X.
    private static string ColumnNameOf(string output)
        => output.EndsWith(ExportedOutput, StringComparison.Ordinal) ? output[..^ExportedOutput.Length] : output;

    private static void CheckType(OnnxTensor input, DataViewSchema.Column source)
    {
        if (source.Type.GetItemType().RawType != input.ItemType.RawType)
        {
            throw new ArgumentOutOfRangeException(
                "inputSchema",
                $"Schema mismatch for input column '{source.Name}': expected {input.ItemType}, got {source.Type}");
        }

        if (source.Type.GetValueCount() == 0)
        {
            throw new InvalidOperationException(
                $"Input shape mismatch: column '{source.Name}' is a vector whose length differs from row to row.");
        }

        input.ShapeFor(source.Type.GetValueCount());
    }
}
