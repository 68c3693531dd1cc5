using System.Text.Json;
using DeepQ.MLNet;
using DeepQ.Onnx.Graphs;
using DeepQ.Serving;
using DeepQ.Serving.Inputs;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Conformance;

/// <summary>Policies with the featurizer in the file, each with rows and what it answers there as JSON.</summary>
internal static class JoinedFiles
{
    /// <summary>Writes the files.</summary>
    /// <returns>How many there are, and how many answer otherwise in managed code.</returns>
    public static (int Count, int Failed) Write(string folder)
    {
        Directory.CreateDirectory(folder);
        MLContext context = new(seed: 1);
        Visit[] visits = Visit.Some(200);
        IDataView table = context.Data.LoadFromEnumerable(visits);
        (int count, int failed) = (0, 0);
        foreach ((string name, IEstimator<ITransformer> featurizer, int size) in Featurizers(context))
        {
            using DeepQTransformer model = new(
                context,
                OnnxPolicy.Load(PolicyKinds.Plain(size)),
                new() { State = "Features" },
                featurizer.Fit(table));
            string path = Path.Combine(folder, $"{name}.onnx");
            context.ReinforcementLearning.ExportToOnnx(model, table, path);
            File.WriteAllText(Path.ChangeExtension(path, ".json"), Answers(name, path, visits, ref failed));
            count++;
        }

        return (count, failed);
    }

    private static IEnumerable<(string Name, IEstimator<ITransformer> Featurizer, int Size)> Featurizers(MLContext context)
    {
        TransformsCatalog transforms = context.Transforms;
        yield return ("joined-scaled", transforms.NormalizeMinMax("Features", "Scores"), 2);
        yield return (
            "joined-categories",
            transforms.Categorical.OneHotEncoding("Place", "Page")
                .Append(transforms.NormalizeMinMax("Time", "Minutes"))
                .Append(transforms.Conversion.ConvertType("Is", "Member", DataKind.Single))
                .Append(transforms.Concatenate("Features", "Place", "Time", "Is", "Scores")),
            7);
        yield return (
            "joined-keys",
            transforms.Conversion.MapValueToKey("Key", "Page").Append(transforms.Conversion.MapKeyToVector("Place", "Key"))
                .Append(transforms.ReplaceMissingValues("Known", "Minutes"))
                .Append(transforms.Concatenate("Features", "Place", "Known")),
            4);
    }

    private static string Answers(string name, string path, Visit[] visits, ref int failed)
    {
        using OnnxPolicy policy = OnnxPolicy.Load(path);
        float[] qValues = new float[visits.Length * policy.ActionCount];
        int[] actions = new int[visits.Length];
        policy.Evaluate(PolicyRows.FromRows(policy, visits), qValues, actions);
        failed += ManagedRun.Agrees(name, path, visits, qValues, actions) ? 0 : 1;
        return JsonSerializer.Serialize(new
        {
            rows = visits.Length,
            columns = policy.Inputs.Select(input => new
            {
                name = input.Name,
                type = input.ElementType switch
                {
                    OnnxElementType.Text => "string",
                    OnnxElementType.Boolean => "bool",
                    _ => "float32",
                },
                shape = input.Shape,
                values = visits.SelectMany(visit => visit.ValuesOf(input.Name)),
            }),
            legal = Array.Empty<bool>(),
            qValues,
            actions,
            others = new Dictionary<string, float[]>(),
        });
    }
}
