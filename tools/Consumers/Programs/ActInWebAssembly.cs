using System.Diagnostics;
using DeepQ.Onnx.Policies;
using DeepQ.Serving;

PolicyMetadata about = new() { ObservationShape = [2], ActionNames = ["left", "right"], Gamma = 0.99, Algorithm = "by hand" };
ActivationLayer relu = new(PolicyActivation.ReLU);

using ManagedPolicy policy = ManagedPolicy.Load(PolicyGraph.ToBytes(
    [
        new LinearLayer(Weight: new float[] { 1, 2, 3, -1 }, Bias: new float[] { 0, 0 }),
        relu,
        new LinearLayer(Weight: new float[] { 1, 0, 0, 1 }, Bias: new float[] { 0, 0 }),
    ],
    about));
float[] qValues = new float[4];
policy.QValues([1, 1, 1, 0], qValues);
string place = OperatingSystem.IsBrowser() ? "WebAssembly" : "something else";
Console.WriteLine($"{policy.ActionNames[policy.Act([1, 0])]}, by Q = {string.Join(' ', qValues)}, {policy.ExecutionProvider} in {place}");

Random random = new(1);
using ManagedPolicy wide = ManagedPolicy.Load(PolicyGraph.ToBytes([Layer(4, 64), relu, Layer(64, 64), relu, Layer(64, 2)], about with { ObservationShape = [4] }));
float[] state = [0.1f, -0.2f, 0.3f, 0.4f];
const int actions = 50_000;
for (int i = 0; i < actions; i++)
    wide.Act(state);
long start = Stopwatch.GetTimestamp();
for (int i = 0; i < actions; i++)
    wide.Act(state);
Console.WriteLine($"{Stopwatch.GetElapsedTime(start).TotalMicroseconds / actions:F1} µs for an action of a network of 64 and 64 units");

LinearLayer Layer(int inputs, int outputs) => new(
    Enumerable.Range(0, inputs * outputs).Select(_ => random.NextSingle() - 0.5f).ToArray(), new float[outputs]);
