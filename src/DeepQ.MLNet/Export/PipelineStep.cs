using DeepQ.Serving;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace DeepQ.MLNet;

/// <summary>A transformer of a pipeline at its place.</summary>
/// <param name="Transformer">The transformer.</param>
/// <param name="Mapper">What it does to the columns before it.</param>
internal sealed record PipelineStep(ITransformer Transformer, IRowToRowMapper Mapper)
{
    /// <summary>The transformers of a pipeline one after the other, those of pipelines within it too.</summary>
    public static IEnumerable<ITransformer> Flatten(ITransformer model) => model switch
    {
        DeepQTransformer { Featurizer: { } featurizer } => [.. Flatten(featurizer), model],
        IEnumerable<ITransformer> chain => chain.SelectMany(Flatten),
        _ => [model],
    };

    /// <summary>Binds transformers to the columns that they find.</summary>
    /// <exception cref="NotSupportedException">One does not map row by row.</exception>
    public static List<PipelineStep> Bind(IEnumerable<ITransformer> transformers, DataViewSchema schema)
    {
        List<PipelineStep> steps = [];
        foreach (ITransformer transformer in transformers)
        {
            if (!transformer.IsRowToRowMapper)
                throw new NotSupportedException($"{transformer.GetType().Name} does not map row by row, and so has no ONNX form.");
            IRowToRowMapper mapper = transformer.GetRowToRowMapper(schema);
            steps.Add(new PipelineStep(transformer, mapper));
            schema = mapper.OutputSchema;
        }

        return steps;
    }

    /// <summary>Whether the step makes any of these columns of its output, rather than hand them on.</summary>
    public bool Makes(IEnumerable<DataViewSchema.Column> outputs) =>
        Transformer is not ColumnSelectingTransformer && outputs.Any(IsMade);

    /// <summary>The columns among these that the step makes.</summary>
    public IEnumerable<DataViewSchema.Column> Made(IEnumerable<DataViewSchema.Column> outputs) => outputs.Where(IsMade);

    // What is handed on stands where it stood.
    private bool IsMade(DataViewSchema.Column output) =>
        Mapper.GetDependencies([output]).ToArray() is not [var only] || only.Index != output.Index;
}
