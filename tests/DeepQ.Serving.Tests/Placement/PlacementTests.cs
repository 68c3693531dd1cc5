using DeepQ.Onnx.Policies;
using DeepQ.Serving.Placement;

namespace DeepQ.Serving.Tests.Placement;

public sealed class PlacementTests
{
    [Fact]
    public void On_a_CPU_every_operation_runs_on_the_CPU()
    {
        using OnnxPolicy policy = OnnxPolicy.Load(HandMadePolicies.Random(inputs: 4, width: 8, actions: 3));

        PolicyPlacement placement = policy.FindPlacement();

        // Gemm, Relu, Gemm, Relu, Gemm, ArgMax: ONNX Runtime joins each Relu with the Gemm before it.
        Assert.Equal(3, placement.Nodes.Count(node => node.Operator is "Gemm" or "FusedGemm"));
        Assert.Equal("ArgMax", placement.Nodes[^1].Operator);
        Assert.All(placement.Nodes, node => Assert.Equal("CPUExecutionProvider", node.Provider));
        Assert.All(placement.Nodes, node => Assert.NotEmpty(node.Name));
        Assert.Equal(["CPUExecutionProvider"], placement.Providers);
    }

    [Fact]
    public void A_model_of_bytes_and_convolutions_is_placed_too()
    {
        byte[] model = PolicyGraph.ToBytes(
            [
                new Conv2dLayer(new float[4], new float[1], Kernel: 2, Stride: 1, Padding: 0),
                new FlattenLayer(),
                new LinearLayer(new float[8], new float[2]),
            ],
            HandMadePolicies.Metadata([1, 3, 3], ["one", "two"]),
            new PolicyGraphOptions { ByteObservations = true });
        using OnnxPolicy policy = OnnxPolicy.Load(model);

        string[] operators = [.. policy.FindPlacement().Nodes.Select(node => node.Operator)];

        Assert.Contains("Cast", operators);
        Assert.Contains(operators, name => name.Contains("Conv", StringComparison.Ordinal));
    }

    [Fact]
    public void The_look_leaves_no_file_and_does_not_disturb_the_policy()
    {
        string[] before = Folders();
        using OnnxPolicy policy = OnnxPolicy.Load(HandMadePolicies.Linear());

        policy.FindPlacement();

        Assert.Equal(1, policy.Act([1, 0]));
        Assert.Empty(Folders().Except(before));
    }

    [Fact]
    public void A_disposed_policy_is_nowhere()
    {
        OnnxPolicy policy = OnnxPolicy.Load(HandMadePolicies.Linear());
        policy.Dispose();

        Assert.Throws<ObjectDisposedException>(() => policy.FindPlacement());
    }

    [Fact]
    public void The_table_has_a_line_for_each_operation()
    {
        PolicyPlacement placement = new(
        [
            new("first", "Gemm", "CUDAExecutionProvider"),
            new("second node", "Relu", "CUDAExecutionProvider"),
            new("a", "ArgMax", "CPUExecutionProvider"),
        ]);

        Assert.Equal(
            "first        Gemm    CUDAExecutionProvider\n"
            + "second node  Relu    CUDAExecutionProvider\n"
            + "a            ArgMax  CPUExecutionProvider\n",
            placement.ToString());
        Assert.Equal(["CUDAExecutionProvider", "CPUExecutionProvider"], placement.Providers);
        Assert.Equal("", new PolicyPlacement([]).ToString());
    }

    private static string[] Folders() => Directory.GetDirectories(Path.GetTempPath(), "deepq-placement-*");
}
