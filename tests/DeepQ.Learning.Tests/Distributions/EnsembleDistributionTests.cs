using DeepQ.Learning.Distributions;
using DeepQ.Learning.Losses;
using DeepQ.Onnx.Policies;

namespace DeepQ.Learning.Tests.Distributions;

public sealed class EnsembleDistributionTests
{
    private static readonly RandomEnsembleMixture Four = new(4);

    [Fact]
    public void Each_head_has_its_part_in_the_mean()
    {
        Assert.Equal(2.5, Four.MeanOf([1, 2, 3, 4]));
        float[] gradient = [1, 0, 0, -1];
        Four.AddMeanGradient([1, 2, 3, 4], mean: 2.5f, gradientOfMean: 2, gradient);
        Assert.Equal([1.5f, 0.5f, 0.5f, -0.5f], gradient);
    }

    [Fact]
    public void An_exported_mean_is_that_of_the_last_layer()
    {
        ActivationLayer first = new(PolicyActivation.ReLU);
        IReadOnlyList<PolicyLayer> layers = new RandomEnsembleMixture(2).ToMeans([first, new LinearLayer(new float[] { 1, 3 }, new float[] { 0, 4 })]);
        Assert.Equal(2, layers.Count);
        Assert.Equal(first, layers[0]);
        LinearLayer last = Assert.IsType<LinearLayer>(layers[1]);
        Assert.Equal([2], last.Weight.ToArray());
        Assert.Equal([2], last.Bias.ToArray());
    }

    [Fact]
    public void A_target_is_that_of_each_head_or_of_a_mixture_and_no_other()
    {
        Assert.True(Four.LearnsFromMeans);
        Assert.Equal("RandomEnsembleMixture has targets of several heads.", Refused(
            () => Four.ComputeTarget(new float[4], 0, 1, new float[4])));
        Assert.Equal("RandomEnsembleMixture has targets of several heads.", Refused(
            () => Four.Evaluate(new float[4], [], [0], 1, new(LossFunction.Huber, 1), new float[4])));
        Assert.Equal("RandomEnsembleMixture learns from means.", Refused(
            () => Four.MixTarget(new float[4], [1], [0], 0, 1, new float[1])));
        Assert.Equal("BootstrappedEnsemble learns each head.", Refused(
            () => new BootstrappedEnsemble(4).Mix(new float[4], new Xoshiro256(1))));

        static string Refused(Action action) => Assert.Throws<NotSupportedException>(action).Message;
    }
}
