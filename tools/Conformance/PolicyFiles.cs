using System.Text.Json;
using DeepQ.Onnx.Graphs;
using DeepQ.Onnx.Inspection;
using DeepQ.Serving;

namespace Conformance;

/// <summary>A policy of every kind as an ONNX file, each with states and what it answers there as JSON.</summary>
internal static class PolicyFiles
{
    private const int Rows = 200;

    /// <summary>Writes the files.</summary>
    /// <returns>How many policies there are, and how many answer otherwise in managed code.</returns>
    public static (int Count, int Failed) Write(string folder)
    {
        Directory.CreateDirectory(folder);
        Random random = new(11);
        (int count, int failed) = (0, 0);
        foreach ((string name, byte[] model) in PolicyKinds.All())
        {
            File.WriteAllBytes(Path.Combine(folder, $"{name}.onnx"), model);
            File.WriteAllText(Path.Combine(folder, $"{name}.json"), Answers(name, model, random, ref failed));
            count++;
        }

        return (count, failed);
    }

    private static string Answers(string name, byte[] model, Random random, ref int failed)
    {
        OnnxModelInfo info = OnnxModelInfo.Read(model);
        using OnnxPolicy policy = OnnxPolicy.Load(model);
        bool image = policy.Metadata!.ObservationShape.Count > 1;
        float[] states = new float[Rows * policy.ObservationSize];
        for (int i = 0; i < states.Length; i++)
            states[i] = image ? random.Next(256) : (2 * random.NextSingle()) - 1;
        bool takesMask = info.OptionalInputs.Count > 0 || policy.Signature.IsMaskRequired;
        bool[] legal = new bool[takesMask ? Rows * policy.ActionCount : 0];
        for (int i = 0; i < legal.Length; i++)
            legal[i] = i % policy.ActionCount == i / policy.ActionCount % policy.ActionCount || random.Next(2) == 0;
        float[] qValues = new float[Rows * policy.ActionCount];
        int[] actions = new int[Rows];
        policy.Evaluate(states, qValues, actions, legal);
        failed += ManagedRun.Agrees(name, model, states, legal, qValues, actions) ? 0 : 1;

        return JsonSerializer.Serialize(new
        {
            shape = policy.Metadata.ObservationShape,
            bytes = info.Inputs[0].ElementType == OnnxElementType.UInt8,
            rows = Rows,
            states,
            legal,
            qValues,
            actions,
            others = OtherOutputs.Of(model, Rows, states, legal),
        });
    }
}
