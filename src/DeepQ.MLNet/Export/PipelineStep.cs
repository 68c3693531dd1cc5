using Microsoft.ML;
using Microsoft.ML.Data;

namespace DeepQ.MLNet.Export;

/// <summary>A transformer at its position in a pipeline.</summary>
/// <param name="Transformer">The transformer.</param>
/// <param name="Mapper">Its effect on the columns before it.</param>
internal sealed record PipelineStep(ITransformer Transformer, IRowToRowMapper Mapper)
{
    /// <summary>Returns the transformers of a pipeline in sequence, including those of nested pipelines.</summary>
    public static IEnumerable<ITransformer> Flatten(ITransformer model) => model switch
    {
        DeepQTransformer { Featurizer: { } featurizer } => [.. Flatten(featurizer), model],
        IEnumerable<ITransformer> chain => chain.SelectMany(Flatten),
        _ => [model],
    };

    /// <summary>Binds transformers to their input columns.</summary>
    /// <exception cref="NotSupportedException">One does not map row by row.</exception>
    public static List<PipelineStep> Bind(IEnumerable<ITransformer> transformers, DataViewSchema schema)
    {
        List<PipelineStep> steps = [];
        foreach (ITransformer transformer in transformers)
        {
            if (!transformer.IsRowToRowMapper)
                throw new NotSupportedException($"{transformer.GetType().Name} does not map row by row, and so has " +
                    "no ONNX form.");
            IRowToRowMapper mapper = transformer.GetRowToRowMapper(schema);
            steps.Add(new PipelineStep(transformer, mapper));
            schema = mapper.OutputSchema;
        }

        return steps;
    }

    /// <summary>Returns the output columns that the step creates rather than passes on.</summary>
    public IEnumerable<DataViewSchema.Column> Made(IEnumerable<DataViewSchema.Column> outputs) => outputs.Where(Makes);

    /// <summary>
    /// Returns whether the step creates an output column: its name is new, or it hides one of its name.
    /// </summary>
    public bool Makes(DataViewSchema.Column output) =>
        Mapper.OutputSchema.Count(column => column.Name == output.Name) >
        Mapper.InputSchema.Count(column => column.Name == output.Name);
}
