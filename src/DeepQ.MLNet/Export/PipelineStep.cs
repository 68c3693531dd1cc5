using Microsoft.ML;
using Microsoft.ML.Data;

namespace DeepQ.MLNet.Export;

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
                throw new NotSupportedException($"{transformer.GetType().Name} does not map row by row, and so has " +
                    "no ONNX form.");
            IRowToRowMapper mapper = transformer.GetRowToRowMapper(schema);
            steps.Add(new PipelineStep(transformer, mapper));
            schema = mapper.OutputSchema;
        }

        return steps;
    }

    /// <summary>The columns among these of its output that the step makes, rather than hands on.</summary>
    public IEnumerable<DataViewSchema.Column> Made(IEnumerable<DataViewSchema.Column> outputs) => outputs.Where(Makes);

    /// <summary>Whether the step makes a column of its output: it has a name that was not there, or hides one of its name.</summary>
    public bool Makes(DataViewSchema.Column output) =>
        Mapper.OutputSchema.Count(column => column.Name == output.Name) >
        Mapper.InputSchema.Count(column => column.Name == output.Name);
}
