using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace DeepQ.Contract.Tests.Torch;

public class ModuleTests
{
    [Fact]
    public void Components_are_found_in_fields_and_named_by_their_path()
    {
        using var network = new Network();

        Assert.Equal(
            ["_scale", "hidden.weight", "hidden.bias", "_head.0.weight", "_head.0.bias", "_list.0.weight",
                "_list.0.bias"],
            network.named_parameters().Select(entry => entry.name));
        Assert.Equal(["mean"], network.named_buffers().Select(entry => entry.name));
        Assert.Equal(["hidden", "_head", "_list"], network.named_children().Select(entry => entry.name));
        Assert.Equal(8, network.state_dict().Count);
    }

    [Fact]
    public void The_state_of_one_network_can_be_copied_into_another()
    {
        using var source = new Network();
        using var target = new Network();
        source.mean.fill_(3);
        target.load_state_dict(source.state_dict());

        Assert.Equal(3f, target.mean.item<float>());
        foreach ((string name, Tensor value) in source.state_dict())
            Assert.True(value.Equals(target.state_dict()[name]), name);
    }

    [Fact]
    public void A_state_with_other_names_is_refused_when_strict()
    {
        using var network = new Network();
        Dictionary<string, Tensor> state = new Network().state_dict();
        state.Remove("hidden.bias");
        state["other"] = zeros(1);

        Assert.Throws<InvalidOperationException>(() => network.load_state_dict(state));
        (IList<string> missing, IList<string> unexpected) = network.load_state_dict(state, strict: false);
        Assert.Equal(["hidden.bias"], missing);
        Assert.Equal(["other"], unexpected);
    }

    [Fact]
    public void Saved_bytes_are_names_types_shapes_and_elements()
    {
        using Linear layer = nn.Linear(1, 1);
        nn.init.constant_(layer.weight, 1);
        nn.init.constant_(layer.bias, 2);
        var stream = new MemoryStream();
        layer.save(stream);

        Assert.Equal("02" + "06776569676874" + "06020101" + "0000803F" + "0462696173" + "060101" + "00000040",
            Convert.ToHexString(stream.ToArray()));
        Assert.False(stream.CanRead);

        using Linear copy = nn.Linear(1, 1);
        copy.load(new MemoryStream(stream.ToArray()));
        Assert.Equal(1f, copy.weight.item<float>());
        Assert.Equal(2f, copy.bias.item<float>());
        Assert.Throws<ArgumentException>(() => nn.Linear(2, 1).load(new MemoryStream(stream.ToArray())));
    }

    [Fact]
    public void Modes_reach_every_module()
    {
        using var network = new Network();
        Assert.True(network.training);
        network.eval();

        Assert.False(network.training);
        Assert.All(network.modules(), module => Assert.False(module.training));
    }

    [Fact]
    public void Zero_grad_drops_the_gradients()
    {
        using var network = new Network();
        network.call(ones(1, 2)).sum().backward();
        Assert.NotNull(network.hidden.weight.grad);
        network.zero_grad();

        Assert.Null(network.hidden.weight.grad);
    }

    [Fact]
    public void A_linear_layer_computes_x_times_the_transposed_weights_plus_bias()
    {
        using Linear layer = nn.Linear(2, 2);
        using (no_grad())
        {
            layer.weight.copy_(tensor(new float[,] { { 1, 2 }, { 3, 4 } }));
            layer.bias.copy_(tensor(new float[] { 10, 20 }));
        }

        Assert.Equal([12f, 24f], layer.call(tensor(new float[,] { { 0, 1 } })).data<float>().ToArray());
    }

    [Fact]
    public void A_layer_norm_gives_mean_zero_and_variance_one()
    {
        using LayerNorm layer = nn.LayerNorm(4, eps: 0);
        float[] actual = layer.call(tensor(new float[,] { { 1, 1, 3, 3 } })).data<float>().ToArray();

        Assert.Equal([-1f, -1f, 1f, 1f], actual, (expected, value) => Math.Abs(expected - value) < 1e-6f);
    }

    [Fact]
    public void A_convolution_slides_its_kernel_by_the_stride()
    {
        using Conv2d layer = nn.Conv2d(1, 1, 2, 2);
        nn.init.constant_(layer.weight, 1);
        nn.init.constant_(layer.bias, 0.5);
        using Tensor image = arange(16, float32).view(1, 1, 4, 4);

        Assert.Equal([10.5f, 18.5f, 42.5f, 50.5f], layer.call(image).data<float>().ToArray());
        Assert.Equal([1L, 4L], nn.Flatten().call(layer.call(image)).shape);
    }

    [Fact]
    public void A_sequential_applies_its_modules_in_order()
    {
        using Sequential sequence = nn.Sequential(("first", nn.ReLU()), ("second", nn.Tanh()));

        Assert.Equal(2, sequence.Count);
        Assert.Equal(MathF.Tanh(1), sequence.call(tensor(new float[] { -5, 1 }))[1].item<float>(), 1e-6f);
        Assert.Equal(0f, sequence.call(tensor(new float[] { -5, 1 }))[0].item<float>());
    }

    [Fact]
    public void A_module_converts_to_another_type()
    {
        using Linear layer = nn.Linear(2, 2).to(float64);
        Assert.Equal(ScalarType.Float64, layer.weight.dtype);
        Assert.Equal(ScalarType.Float64, layer.call(ones(1, 2, float64)).dtype);
    }

    private sealed class Network : nn.Module<Tensor, Tensor>
    {
        public readonly Linear hidden = nn.Linear(2, 3);
        public readonly Tensor mean = zeros(1);
        private readonly Sequential _head = nn.Sequential(nn.Linear(3, 3), nn.ReLU());
        private readonly Parameter _scale = nn.Parameter(ones(1));
        private readonly ModuleList<Linear> _list = new(nn.Linear(3, 1));

        public Network() : base(nameof(Network)) => RegisterComponents();

        public override Tensor forward(Tensor input) => _list[0].call(_head.call(hidden.call(input)) * _scale - mean);
    }
}
