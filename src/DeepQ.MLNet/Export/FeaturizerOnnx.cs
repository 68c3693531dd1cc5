using DeepQ.MLNet.Columns;
using DeepQ.Onnx.Guarding;
using DeepQ.Onnx.Guarding.Limits;
using DeepQ.Onnx.Inspection;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace DeepQ.MLNet.Export;

/// <summary>Converts transforms to an ONNX model with ML.NET's converter.</summary>
internal static class FeaturizerOnnx
{
    /// <summary>Returns the name of a column's output in ML.NET's converter.</summary>
    public static string OutputOf(string column) => $"{column}.output";

    /// <summary>Converts the steps that make a column.</summary>
    /// <exception cref="NotSupportedException">A step has no ONNX form; the message names it.</exception>
    public static byte[] Write(
        MLContext context, IReadOnlyList<PipelineStep> steps, IReadOnlyList<DataViewSchema.Column> raw, string column)
    {
        TransformerChain<ITransformer> chain = new([.. steps.Select(step => step.Transformer)]);
        if (Convert(context, chain, raw, [column]) is { Model: { } model })
            return model;

        DataViewSchema.Column[] columns = [steps[^1].Mapper.OutputSchema[column]];
        foreach (PipelineStep step in Enumerable.Reverse(steps))
        {
            DataViewSchema.Column[] made = [.. step.Made(columns)];
            DataViewSchema.Column[] read = [.. step.Mapper.GetDependencies(made)];
            (byte[]? single, Exception? error) =
                Convert(context, step.Transformer, read, [.. made.Select(other => other.Name)]);
            if (single is null)
                throw NoForm(step.Transformer, made, error);
            columns = [.. step.Mapper.GetDependencies(columns)];
        }

        throw new NotSupportedException(
            $"Each transform that makes '{column}' has an ONNX form, but ML.NET did not convert them together.");
    }

    /// <summary>
    /// Finds the step, among those that make a column, whose ONNX form has operators outside all profiles.
    /// </summary>
    /// <returns>The step, the columns that it makes and the operators, as the end of a sentence; null if there is none.</returns>
    public static string? Unknown(MLContext context, IReadOnlyList<PipelineStep> steps, string column)
    {
        HashSet<string> known = [.. OnnxGuard.Operators(OnnxProfile.Pipeline).Select(name => name.Split('.')[^1])];
        DataViewSchema.Column[] columns = [steps[^1].Mapper.OutputSchema[column]];
        foreach (PipelineStep step in Enumerable.Reverse(steps))
        {
            string[] made = [.. step.Made(columns).Select(other => other.Name)];
            columns = [.. step.Mapper.GetDependencies(columns)];
            if (Convert(context, step.Transformer, columns, made).Model is not { } model)
                continue;
            string[] unknown = [.. OnnxModelInfo.Read(model).OperatorCounts.Keys.Where(name => !known.Contains(name)).Order()];
            if (unknown.Length > 0)
            {
                return $"{NameOf(step.Transformer.GetType())}, which makes {string.Join(", ", made.Select(name => $"'{name}'"))}, " +
                    $"is written with {string.Join(" and ", unknown)}";
            }
        }

        return null;
    }

    // The converter silently leaves out some steps that it cannot convert, and the steps before them. Then columns
    // other than raw ones become inputs, or the output is missing.
    private static (byte[]? Model, Exception? Error) Convert(
        MLContext context, ITransformer transformer, IReadOnlyList<DataViewSchema.Column> raw, string[] outputs)
    {
        DataViewSchema.Builder schema = new();
        foreach (DataViewSchema.Column column in raw)
            schema.AddColumn(column.Name, column.Type, column.Annotations);
        using MemoryStream file = new();
        try
        {
            context.Model.ConvertToOnnx(transformer, new EmptyTable(schema.ToSchema()), file, outputs);
        }
        // Any exception of the converter for a step that it cannot convert.
        catch (Exception error) when (error is not (OutOfMemoryException or OperationCanceledException))
        {
            return (null, error);
        }

        byte[] model = file.ToArray();
        OnnxModelInfo info = OnnxModelInfo.Read(model);
        bool isWhole = info.Inputs.All(input => raw.Any(column => column.Name == input.Name)) &&
            outputs.All(name => info.Outputs.Any(output => output.Name == OutputOf(name)));
        return (isWhole ? model : null, null);
    }

    private static NotSupportedException NoForm(
        ITransformer transformer, IEnumerable<DataViewSchema.Column> made, Exception? error)
    {
        string columns = string.Join(", ", made.Select(column => $"'{column.Name}'"));
        return new NotSupportedException(
            $"{NameOf(transformer.GetType())}, which makes {columns}, has no ONNX form. Create {columns} before " +
            "the pipeline, or with transforms that have one, such as Concatenate, NormalizeMinMax and OneHotEncoding.",
            error);
    }

    // A nested type is often just named Transformer.
    private static string NameOf(Type type)
    {
        string name = type.Name.Split('`')[0];
        return type.DeclaringType is { } outer ? $"{NameOf(outer)}.{name}" : name;
    }
}
