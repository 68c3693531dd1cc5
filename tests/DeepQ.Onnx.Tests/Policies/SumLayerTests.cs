using DeepQ.Onnx.Policies;
using DeepQ.Onnx.Tests.Running;

namespace DeepQ.Onnx.Tests.Policies;

public class SumLayerTests
{
    [Fact]
    public void A_residual_adds_what_goes_in()
    {
        // x + relu([[2, 0], [0, -1]] x): (3, 1) becomes (9, 1), and (−3, −1) becomes (−3, 0).
        SumLayer layer = SumLayer.Residual(
            new LinearLayer(new float[] { 2, 0, 0, -1 }, new float[] { 0, 0 }), new ActivationLayer(PolicyActivation.ReLU));
        using PolicySession session = new(PolicyGraph.ToBytes([layer], Sample.Metadata(2, 2)));
        Assert.Equal([9, 1, -3, 0], session.Run([3, 1, -3, -1], 2).QValues);
    }

    [Fact]
    public void Three_branches_are_added()
    {
        // x + 10 x + tanh(0 x) = 11 x.
        SumLayer layer = new([[], [Times(10)], [Times(0), new ActivationLayer(PolicyActivation.Tanh)]]);
        using PolicySession session = new(PolicyGraph.ToBytes([layer, Times(2)], Sample.Metadata(1, 1)));
        Assert.Equal([22], session.Run([1], 1).QValues);
    }

    [Fact]
    public void Branches_of_other_shapes_are_refused()
    {
        SumLayer layer = new([[], [new LinearLayer(new float[] { 1, 1 }, new float[] { 0, 0 })]]);
        ArgumentException error = Assert.Throws<ArgumentException>(
            () => PolicyGraph.ToBytes([layer], Sample.Metadata(1, 1)));
        Assert.StartsWith("layer0 adds 1 values and 2 values", error.Message, StringComparison.Ordinal);
        Assert.Contains(
            "needs at least two",
            Assert.Throws<ArgumentException>(() => PolicyGraph.ToBytes([new SumLayer([[]])], Sample.Metadata(1, 1))).Message,
            StringComparison.Ordinal);
    }

    // |x| as √(x²), written by a layer that this library does not know.
    [Fact]
    public void A_layer_of_ones_own_writes_its_nodes()
    {
        using PolicySession session = new(PolicyGraph.ToBytes([new Absolute(), Times(3)], Sample.Metadata(1, 1)));
        Assert.Equal([6, 12], session.Run([-2, 4], 2).QValues);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_distribution_of_something_else_is_none_of_the_policy(bool isSum)
    {
        PolicyLayer[] histogram = [new LinearLayer(new float[] { 1, 2 }, new float[2]), new CategoricalLayer(new float[] { 0, 1 })];
        PolicyLayer[] layers = isSum ? [new SumLayer([histogram, [Times(1)]])] : [.. histogram, Times(2)];
        ArgumentException error = Assert.Throws<ArgumentException>(() => PolicyGraph.ToBytes(
            layers, Sample.Metadata(1, 1), new PolicyGraphOptions { Distribution = true }));
        Assert.Contains("has no distribution of returns", error.Message, StringComparison.Ordinal);
    }

    private static LinearLayer Times(float factor) => new(new[] { factor }, new float[] { 0 });

    private sealed record Absolute : PolicyLayer
    {
        public override IReadOnlyList<int> Write(LayerScope scope)
        {
            scope.AddNode("Mul", [scope.Input, scope.Input], scope.Local("square"));
            scope.AddNode("Sqrt", [scope.Local("square")], scope.Output);
            return scope.Shape;
        }
    }
}
