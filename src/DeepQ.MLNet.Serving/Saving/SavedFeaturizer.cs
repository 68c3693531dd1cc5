using System.IO.Compression;
using DeepQ.Onnx.Files;
using DeepQ.Onnx.Graphs;
using DeepQ.Onnx.Guarding;
using DeepQ.Onnx.Guarding.Limits;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Onnx;

namespace DeepQ.MLNet.Saving;

/// <summary>Loads the steps of a saved pipeline that make the state of its policy.</summary>
internal static class SavedFeaturizer
{
    // ML.NET loads nested steps by recursion, and a stack overflow ends the process.
    private const int MostDepth = 32;

    /// <summary>Loads the steps before a policy that its state depends on.</summary>
    /// <param name="context">The context, with the assemblies of custom transforms.</param>
    /// <param name="policy">The policy and its file.</param>
    /// <param name="state">The column that the policy reads.</param>
    /// <param name="limits">The limits of other ONNX models in the pipeline.</param>
    /// <returns>The steps; null if there are none.</returns>
    /// <exception cref="PolicyFormatException">ML.NET cannot load the pipeline, or a model in it is refused.</exception>
    public static ITransformer? Load(MLContext context, SavedPolicy policy, string state, OnnxLimits limits)
    {
        (byte[] pipeline, int position) = Checked(policy, limits);
        ITransformer[] steps = [];
        ITransformer[] needed;
        try
        {
            using MemoryStream stream = new(pipeline);
            steps = [.. Flatten(context.Model.Load(stream, out DataViewSchema input))];
            int place = Array.IndexOf(steps, steps.OfType<OnnxTransformer>().ElementAt(position));
            needed = Needed(steps[..place], input, state);
        }
        catch (Exception e)
        {
            // Any exception, including one from a list that claims to be longer than memory.
            foreach (ITransformer step in steps)
                (step as IDisposable)?.Dispose();
            throw new PolicyFormatException(
                $"The steps before the policy cannot be loaded: {e.Message} Custom transforms need their assembly in "
                + "mlContext.ComponentCatalog; the policy alone can be exported to an ONNX file.", e);
        }

        foreach (ITransformer other in steps.Except(needed))
            (other as IDisposable)?.Dispose();
        return needed switch
        {
            [] => null,
            [ITransformer only] => only,
            _ => new TransformerChain<ITransformer>(needed),
        };
    }

    private static IEnumerable<ITransformer> Flatten(ITransformer model) =>
        model is IEnumerable<ITransformer> chain ? chain.SelectMany(Flatten) : [model];

    // Not needed, for example, is the key of a logged action: an acting program has no action yet.
    private static ITransformer[] Needed(ITransformer[] steps, DataViewSchema? schema, string state)
    {
        if (schema is null || !steps.All(step => step.IsRowToRowMapper))
            return steps;
        List<IRowToRowMapper> mappers = [];
        foreach (ITransformer step in steps)
        {
            mappers.Add(step.GetRowToRowMapper(schema));
            schema = mappers[^1].OutputSchema;
        }

        List<ITransformer> needed = [];
        DataViewSchema.Column[] columns = [schema[state]];
        for (int i = steps.Length - 1; i >= 0; i--)
        {
            if (columns.Any(column => Makes(mappers[i], column.Name)))
                needed.Insert(0, steps[i]);
            columns = [.. mappers[i].GetDependencies(columns)];
        }

        return [.. needed];
    }

    // A new column has a new name, or hides an earlier one of its name.
    private static bool Makes(IRowToRowMapper mapper, string name) =>
        mapper.OutputSchema.Count(column => column.Name == name) > mapper.InputSchema.Count(column => column.Name == name);

    // ML.NET passes each ONNX model to the native runtime, so it gets only checked ones.
    private static (byte[] Pipeline, int Position) Checked(SavedPolicy policy, OnnxLimits limits)
    {
        using MemoryStream file = new();
        int left = limits.UnpackedBytes;
        string[] models;
        using (ZipArchive from = new(new MemoryStream(policy.File)))
        using (ZipArchive to = new(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            models = [.. PolicyFile.ModelsIn(from).Select(entry => entry.FullName)];
            HashSet<string> names = new(StringComparer.OrdinalIgnoreCase);
            foreach (ZipArchiveEntry entry in from.Entries)
            {
                string[] parts = entry.FullName.Split('/', '\\');
                if (parts.Length > MostDepth || !names.Add(string.Join('/', parts)))
                    throw new PolicyFormatException($"The zip has the entry '{Short(entry.FullName)}' twice, or nested too deeply.");
                using Stream source = entry.Open();
                byte[] bytes = OnnxFile.ReadBytes(source, entry.FullName, left);
                left -= bytes.Length;
                if (models.Contains(entry.FullName))
                {
                    if (bytes.Length < sizeof(int))
                        throw new PolicyFormatException($"The entry '{entry.FullName}' is not an ONNX model.");
                    ReadOnlySpan<byte> model = OnnxGuard.Admit(bytes.AsSpan(sizeof(int)), OnnxProfile.Pipeline, limits).Bytes.Span;
                    bytes = [.. BitConverter.GetBytes(model.Length), .. model];
                }

                using Stream target = to.CreateEntry(entry.FullName, CompressionLevel.NoCompression).Open();
                target.Write(bytes);
            }
        }

        return (file.ToArray(), models.Order(StringComparer.Ordinal).ToList().IndexOf(policy.Entry));
    }

    private static string Short(string name) => name.Length <= 60 ? name : $"{name[..60]}...";
}
