using DeepQ.Onnx.Engines;
using DeepQ.Onnx.Graphs;
using DeepQ.Onnx.Guarding;
using DeepQ.Onnx.Inspection;
using DeepQ.Onnx.Policies;
using DeepQ.Onnx.Tests.Policies;
using DeepQ.Onnx.Tests.Running;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace DeepQ.Onnx.Tests.Engines;

/// <summary>Reads files by the contracts of the engines, to the letter.</summary>
public sealed class EngineFileTests
{
    private const int Rows = 40;
    private const int Actions = 4;
    private readonly Random _random = new(8);

    public static TheoryData<bool, bool> Kinds => new() { { false, false }, { true, false }, { false, true }, { true, true } };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void MLAgents_reads_the_greedy_action_of_those_that_its_masks_allow(bool image, bool masked)
    {
        (byte[] model, int[] shape, float[] states) = Policy(image, masked);
        float[] qValues = GraphRun.Evaluate(model, states, [Rows, .. shape.Select(axis => (long)axis)]);
        float[] masks = [.. Enumerable.Range(0, Rows * Actions).Select(i => i % Actions == 0 || _random.Next(2) == 0 ? 1f : 0f)];

        byte[] file = EngineFile.Write(model, EngineFlavor.UnityMLAgents);

        OnnxModelInfo info = OnnxModelInfo.Read(file);
        Assert.Equal(["obs_0", "action_masks"], info.Inputs.Select(input => input.Name));
        Assert.Equal(
            [
                "version_number: Float32 [1]", "memory_size: Float32 [1]", "discrete_actions: Int64 [batch, 1]",
                "discrete_action_output_shape: Float32 [1, 1]", "deterministic_discrete_actions: Int64 [batch, 1]",
            ],
            info.Outputs.Select(output => $"{output}"));
        Assert.InRange(info.OperatorSets["ai.onnx"], 9, 15);
        OnnxGuard.Check(file);
        using InferenceSession session = new(file);
        using var results = session.Run(
        [
            NamedOnnxValue.CreateFromTensor("obs_0", new DenseTensor<float>(states, [Rows, .. shape])),
            NamedOnnxValue.CreateFromTensor("action_masks", new DenseTensor<float>(masks, [Rows, Actions])),
        ]);
        Assert.Equal([3], Floats("version_number"));
        Assert.Equal([0], Floats("memory_size"));
        Assert.Equal([Actions], Floats("discrete_action_output_shape"));
        long[] expected =
        [
            .. Enumerable.Range(0, Rows).Select(row => (long)Enumerable.Range(0, Actions)
                .Where(action => masks[(row * Actions) + action] == 1).MaxBy(action => qValues[(row * Actions) + action])),
        ];
        Assert.Equal(expected, results.Single(one => one.Name == "discrete_actions").AsTensor<long>());
        Assert.Equal(expected, results.Single(one => one.Name == "deterministic_discrete_actions").AsTensor<long>());

        float[] Floats(string name) => [.. results.Single(one => one.Name == name).AsTensor<float>()];
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Godot_reads_a_value_for_each_action(bool image, bool masked)
    {
        (byte[] model, int[] shape, float[] states) = Policy(image, masked);

        byte[] file = EngineFile.Write(model, EngineFlavor.GodotRLAgents);

        OnnxModelInfo info = OnnxModelInfo.Read(file);
        Assert.Equal(["obs", "state_ins"], info.Inputs.Select(input => input.Name));
        Assert.Equal(["output: Float32 [batch, 4]", "state_outs: Float32 [batch]"], info.Outputs.Select(output => $"{output}"));
        using InferenceSession session = new(file);
        using var results = session.Run(
        [
            NamedOnnxValue.CreateFromTensor("obs", new DenseTensor<float>(states, [Rows, .. shape])),
            NamedOnnxValue.CreateFromTensor("state_ins", new DenseTensor<float>(new float[Rows], [Rows])),
        ]);
        Assert.Equal(
            GraphRun.Evaluate(model, states, [Rows, .. shape.Select(axis => (long)axis)]),
            results.Single(one => one.Name == "output").AsTensor<float>());
        Assert.Equal(new float[Rows], results.Single(one => one.Name == "state_outs").AsTensor<float>());
    }

    [Fact]
    public void What_engines_cannot_read_is_refused()
    {
        byte[] bytes = PolicyGraph.ToBytes(
            [new LinearLayer(new float[8], new float[4])], Sample.Metadata(4, 2), new PolicyGraphOptions { ByteObservations = true });
        Assert.Contains(
            "one observation, Float32",
            Assert.Throws<ArgumentException>(() => EngineFile.Write(bytes, EngineFlavor.GodotRLAgents)).Message,
            StringComparison.Ordinal);
        byte[] late = PolicyGraph.ToBytes([new LinearLayer(new float[8], new float[4])], Sample.Metadata(4, 2), operatorSet: 17);
        Assert.Contains(
            "OperatorSet = 15",
            Assert.Throws<ArgumentException>(() => EngineFile.Write(late, EngineFlavor.UnityMLAgents)).Message,
            StringComparison.Ordinal);
        Assert.Throws<PolicyFormatException>(() => EngineFile.Write([1, 2, 3], EngineFlavor.UnityMLAgents));
    }

    private (byte[] Model, int[] Shape, float[] States) Policy(bool image, bool masked)
    {
        PolicyGraphOptions options = new() { ActionMask = masked, Margin = masked };
        int[] shape = image ? [2, 8, 8] : [6];
        PolicyLayer[] layers = image
            ? [
                new Conv2dLayer(Sample.Values(_random, 3 * 2 * 9, 0.4f), Sample.Values(_random, 3, 0.1f), Kernel: 3, Stride: 2, Padding: 1),
                new ActivationLayer(PolicyActivation.ReLU), new FlattenLayer(), Sample.Linear(_random, 3 * 16, Actions),
              ]
            : [Sample.Linear(_random, 6, 12), new ActivationLayer(PolicyActivation.ReLU), Sample.Linear(_random, 12, Actions)];
        return (PolicyGraph.ToBytes(layers, Sample.Metadata(Actions, shape), options), shape, Sample.Values(_random, Rows * shape.Aggregate(1, (size, axis) => size * axis), 1));
    }
}
