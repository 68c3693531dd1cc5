using DeepQ.Onnx.Policies;
using DeepQ.Serving;

byte[] model = PolicyGraph.ToBytes(
    [
        new LinearLayer(Weight: new float[] { 1, 2, 3, -1 }, Bias: new float[] { 0, 0 }),
        new ActivationLayer(PolicyActivation.ReLU),
        new LinearLayer(Weight: new float[] { 1, 0, 0, 1 }, Bias: new float[] { 0, 0 }),
    ],
    new PolicyMetadata { ObservationShape = [2], ActionNames = ["left", "right"], Gamma = 0.99, Algorithm = "by hand" });
File.WriteAllBytes("ahead.onnx", model);

using ManagedPolicy policy = ManagedPolicy.Load("ahead.onnx");
float[] qValues = new float[4];
policy.QValues([1, 1, 1, 0], qValues);
Console.WriteLine($"{policy.ActionNames[policy.Act([1, 0])]}, by Q = {string.Join(' ', qValues)}, {policy.ExecutionProvider}");
