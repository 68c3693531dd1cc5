using TorchSharp.Modules;
using static TorchSharp.torch;

namespace DeepQ.Contract.Tests.Torch;

public class OptimizerTests
{
    [Fact]
    public void Adam_moves_by_its_rate_in_the_first_step_and_remembers_the_moments()
    {
        using Parameter p = One();
        using Adam adam = optim.Adam([p], 0.1);
        Step(adam, p, 0.5f);
        var state = (Adam.State)adam.state_dict().State[0];

        Assert.Equal(0.9f, p.item<float>(), 1e-6f);
        Assert.Equal(1, state.step);
        Assert.Equal(0.05f, state.exp_avg.item<float>(), 1e-7f);
        Assert.Equal(0.00025f, state.exp_avg_sq.item<float>(), 1e-9f);
    }

    [Fact]
    public void AdamW_shrinks_the_weights_apart_from_the_gradient()
    {
        using Parameter p = One();
        using AdamW adam = optim.AdamW([p], 0.1, weight_decay: 0.5);
        Step(adam, p, 0.5f);

        // 1 - 0.1 · 0.5 - 0.1
        Assert.Equal(0.85f, p.item<float>(), 1e-6f);
    }

    [Fact]
    public void Sgd_with_momentum_follows_its_definition()
    {
        using Parameter p = One();
        using SGD sgd = optim.SGD([p], 0.1, momentum: 0.9);
        Step(sgd, p, 1);
        Step(sgd, p, 1);

        // 1 - 0.1 · 1 - 0.1 · (0.9 + 1)
        Assert.Equal(0.71f, p.item<float>(), 1e-6f);
    }

    [Fact]
    public void Centred_RMSProp_divides_by_the_deviation()
    {
        using Parameter p = One();
        using RMSProp rms = optim.RMSProp([p], 0.1, alpha: 0.5, eps: 0, centered: true);
        Step(rms, p, 2);

        // mean square 2, mean 1: 1 - 0.1 · 2 / √(2 - 1)
        Assert.Equal(0.8f, p.item<float>(), 1e-6f);
    }

    [Fact]
    public void The_learning_rate_can_be_changed_between_steps()
    {
        using Parameter p = One();
        using SGD sgd = optim.SGD([p], 1.0);
        foreach (optim.ILearningRateController group in sgd.ParamGroups)
        {
            Assert.Equal(1.0, group.LearningRate);
            group.LearningRate = 0.25;
        }

        Step(sgd, p, 1);
        Assert.Equal(0.75f, p.item<float>());
    }

    [Fact]
    public void A_negative_learning_rate_is_refused()
    {
        using Parameter p = One();
        Assert.Throws<ArgumentException>(() => optim.Adam([p], -1));
    }

    [Theory]
    [InlineData("Adam")]
    [InlineData("AdamW")]
    [InlineData("SGD")]
    [InlineData("RMSProp")]
    public void A_restored_optimizer_continues_bit_for_bit(string name)
    {
        using Parameter p = One();
        using Parameter q = One();
        using OptimizerHelper first = Create(name, p);
        using OptimizerHelper second = Create(name, q);
        for (int i = 0; i < 3; i++) Step(first, p, i - 0.7f);

        var stream = new MemoryStream();
        first.save_state_dict(new BinaryWriter(stream));
        second.load_state_dict(new BinaryReader(new MemoryStream(stream.ToArray())));
        using (no_grad()) q.copy_(p);
        for (int i = 0; i < 3; i++)
        {
            Step(first, p, 0.3f * i);
            Step(second, q, 0.3f * i);
        }

        Assert.Equal(p.item<float>(), q.item<float>());
        Assert.NotEqual(1f, p.item<float>());
    }

    [Fact]
    public void Adam_is_saved_as_name_counts_options_step_and_moments()
    {
        using Parameter p = One();
        using Adam adam = optim.Adam([p], 0.5, 0.5, 0.5, 0.5);
        Step(adam, p, 1);
        var stream = new MemoryStream();
        adam.save_state_dict(new BinaryWriter(stream));

        const string half = "000000000000E03F";
        Assert.Equal(
            "044164616D" + "0101" + half + half + half + half + half + "0000000000000000" + "0000" +
            "0100000000000000" + "060101" + "0000003F" + "060101" + "0000003F" + "00",
            Convert.ToHexString(stream.ToArray()));
    }

    [Fact]
    public void Zero_grad_of_an_optimizer_fills_the_gradients_with_zeros()
    {
        using Parameter p = One();
        using Adam adam = optim.Adam([p]);
        p.grad = ones(1);
        adam.zero_grad();

        Assert.Equal(0f, p.grad.item<float>());
    }

    [Fact]
    public void Clipping_scales_all_gradients_to_the_norm_it_is_given()
    {
        using Parameter p = One();
        using Parameter q = One();
        p.grad = full(1, 3f);
        q.grad = full(1, 4f);

        Assert.Equal(5.0, nn.utils.clip_grad_norm_([p, q], 1), 1e-6);
        Assert.Equal(0.6f, p.grad.item<float>(), 1e-5f);
        Assert.Equal(0.8f, q.grad.item<float>(), 1e-5f);
        Assert.Equal(1.0, nn.utils.clip_grad_norm_([p, q], 2), 1e-5);
        Assert.Equal(0.6f, p.grad.item<float>(), 1e-5f);
    }

    private static Parameter One() => nn.Parameter(ones(1));

    private static OptimizerHelper Create(string name, Parameter parameter) => name switch
    {
        "Adam" => optim.Adam([parameter], 0.1),
        "AdamW" => optim.AdamW([parameter], 0.1, weight_decay: 0.1),
        "SGD" => optim.SGD([parameter], 0.1, momentum: 0.9),
        _ => optim.RMSProp([parameter], 0.1, momentum: 0.5, centered: true),
    };

    private static void Step(optim.Optimizer optimizer, Parameter parameter, float gradient)
    {
        parameter.grad = full(1, gradient);
        optimizer.step();
    }
}
