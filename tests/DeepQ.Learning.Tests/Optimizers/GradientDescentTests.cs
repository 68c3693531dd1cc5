using DeepQ.Learning.Optimizers;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace DeepQ.Learning.Tests.Optimizers;

public sealed class GradientDescentTests
{
    // 37 values: full vectors of every width, and a rest.
    private static readonly float[] Start = [.. Enumerable.Range(0, 37).Select(i => MathF.Sin(i))];

    [Fact]
    public void Adam_takes_the_steps_of_torch() =>
        AssertSameSteps(p => new GradientDescent(p, new(Optimizer.Adam)), p => optim.Adam(p, 0.01), 0.01);

    [Fact]
    public void AdamW_takes_the_steps_of_torch() => AssertSameSteps(
        p => new GradientDescent(p, new(Optimizer.AdamW, 1e-6, 0.1)), p => optim.AdamW(p, 0.01, eps: 1e-6, weight_decay: 0.1), 0.01);

    [Fact]
    public void Centered_RMSProp_takes_the_steps_of_torch() => AssertSameSteps(
        p => new GradientDescent(p, new(Optimizer.RMSProp)),
        p => optim.RMSProp(p, 0.01, alpha: 0.95, eps: 0.01, centered: true),
        0.01);

    [Fact]
    public void A_long_gradient_is_scaled_and_its_norm_is_told()
    {
        using Parameter parameter = new(tensor([0f, 0f]));
        // The loss 3 x + 4 y has the gradient (3, 4), of norm 5. Scaled to 1, Adam keeps a tenth of it as its first moment.
        GradientDescent descent = new([parameter], new(Optimizer.Adam));
        Loss(parameter, [3, 4]);
        Assert.Equal(5, descent.Step(0.1, maxNorm: 1), 6);
        Assert.Equal(0.06f, descent.Moments[0][0][0], 1e-6f);
        Assert.Equal(0.08f, descent.Moments[0][0][1], 1e-6f);
    }

    [Fact]
    public void A_parameter_without_a_gradient_stays()
    {
        using Parameter moved = new(tensor([1f]));
        using Parameter still = new(tensor([1f]));
        GradientDescent descent = new([moved, still], new(Optimizer.Adam));
        Loss(moved, [2]);
        descent.Step(0.1, 10);
        Assert.Equal(0.9f, moved.item<float>(), 1e-6f);
        Assert.Equal(1, still.item<float>());
    }

    private static void AssertSameSteps(
        Func<Parameter[], GradientDescent> own, Func<Parameter[], optim.Optimizer> torchs, double learningRate)
    {
        using DisposeScope scope = NewDisposeScope();
        Parameter mine = new(tensor(Start));
        Parameter reference = new(tensor(Start));
        GradientDescent descent = own([mine]);
        using optim.Optimizer optimizer = torchs([reference]);
        for (int step = 0; step < 20; step++)
        {
            float[] slopes = [.. Start.Select((_, i) => MathF.Cos((i * 1.7f) + step))];
            Loss(mine, slopes);
            Loss(reference, slopes);
            descent.Step(learningRate, maxNorm: 1e9);
            optimizer.step();
            mine.grad!.zero_();
            reference.grad!.zero_();
        }

        float[] expected = reference.detach().data<float>().ToArray();
        float[] actual = mine.detach().data<float>().ToArray();
        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual[i], 1e-5f);
    }

    private static void Loss(Parameter parameter, float[] slopes)
    {
        using DisposeScope scope = NewDisposeScope();
        (parameter * tensor(slopes)).sum().backward();
    }
}
