using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace Microsoft.ML.Model.OnnxConverter;

/// <summary>Follows a transformer's table back to its source, and writes the steps between as a graph.</summary>
internal static class PipelineExport
{
    private const int OldestOpSet = 9;
    private const int NewestOpSet = 12;

    internal static byte[] ToOnnx(
        ITransformer transform, IDataView inputData, int opSetVersion, string[] outputColumns)
    {
        if (opSetVersion is < OldestOpSet or > NewestOpSet)
        {
            throw new ArgumentOutOfRangeException(
                nameof(opSetVersion),
                opSetVersion,
                $"Models are written with the operators of version {OldestOpSet} to {NewestOpSet}.");
        }

        IDataView outputData = transform.Transform(inputData);
        var steps = new Stack<MappedDataView>();
        IDataView root = FindRoot(outputData, inputData, steps);
        var graph = new OnnxGraph(opSetVersion);
        foreach (DataViewSchema.Column column in root.Schema.Where(column => !column.IsHidden))
            graph.AddInput(column);
        try
        {
            foreach (MappedDataView step in steps)
                Export(step, graph);
        }
        catch (NotSupportedException e)
        {
            throw new InvalidOperationException($"The pipeline can not be fully converted to ONNX: {e.Message}", e);
        }

        foreach (DataViewSchema.Column column in OutputsOf(outputData.Schema, outputColumns))
            graph.AddOutput(column);
        return graph.ToBytes();
    }

    // The walk ends where the data came in, or at a table of a kind that only its author knows.
    private static IDataView FindRoot(IDataView view, IDataView inputData, Stack<MappedDataView> steps)
    {
        while (view != inputData)
        {
            switch (view)
            {
                case MappedDataView mapped:
                    steps.Push(mapped);
                    view = mapped.Source;
                    break;
                case SelectedDataView selected:
                    view = selected.Source;
                    break;
                default:
                    return view;
            }
        }

        return view;
    }

    private static void Export(MappedDataView step, OnnxGraph graph)
    {
        if (step.RowMapper is not MappedColumns { Export: Action<IOnnxGraph> export })
        {
            string made = string.Join(", ", step.RowMapper.OutputColumns.Select(column => $"'{column.Name}'"));
            throw new NotSupportedException($"ONNX has no operators for the transformer that makes {made}.");
        }

        export(graph);
    }

    private static IEnumerable<DataViewSchema.Column> OutputsOf(DataViewSchema schema, string[] names)
    {
        if (names == null)
            return schema.Where(column => !column.IsHidden);
        return names.Select(name => schema.GetColumnOrNull(name)
            ?? throw new ArgumentOutOfRangeException(
                "outputColumns", name, "The transformed data has no column of this name."));
    }
}
