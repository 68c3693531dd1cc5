using System.Text.Json;
using Conformance;
using DeepQ.Onnx;
using DeepQ.Serving;

const int Rows = 200;
if (args is not [var folder])
{
    Console.Error.WriteLine("usage: ConformanceModels FOLDER");
    return 2;
}

Directory.CreateDirectory(folder);
Random random = new(11);
foreach ((string name, byte[] model) in PolicyKinds.All())
{
    using OnnxPolicy policy = OnnxPolicy.Load(model);
    bool image = policy.Metadata!.ObservationShape.Count > 1;
    float[] states = new float[Rows * policy.ObservationSize];
    for (int i = 0; i < states.Length; i++)
        states[i] = image ? random.Next(256) : (2 * random.NextSingle()) - 1;
    bool masked = OnnxModelInfo.Read(model).OptionalInputs.Count > 0;
    bool[] legal = new bool[masked ? Rows * policy.ActionCount : 0];
    for (int i = 0; i < legal.Length; i++)
        legal[i] = i % policy.ActionCount == i / policy.ActionCount % policy.ActionCount || random.Next(2) == 0;
    float[] qValues = new float[Rows * policy.ActionCount];
    int[] actions = new int[Rows];
    policy.Evaluate(states, qValues, actions, legal);

    File.WriteAllBytes(Path.Combine(folder, $"{name}.onnx"), model);
    File.WriteAllText(Path.Combine(folder, $"{name}.json"), JsonSerializer.Serialize(new
    {
        shape = policy.Metadata.ObservationShape,
        bytes = OnnxModelInfo.Read(model).Inputs[0].ElementType == OnnxElementType.UInt8,
        rows = Rows,
        states,
        legal,
        qValues,
        actions,
        others = OtherOutputs.Of(model, Rows, states, legal),
    }));
}

Console.WriteLine($"{PolicyKinds.All().Count()} policies written.");
return 0;
