using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace DeepQ.Contract.Tests.Torch;

public class AutogradTests
{
    [Fact]
    public void Backward_accumulates_gradients_until_they_are_dropped()
    {
        using Tensor x = tensor(new float[] { 1, -2 }, requires_grad: true);
        Assert.Null(x.grad);

        (x * x).sum().backward();
        Assert.Equal([2f, -4f], x.grad.data<float>().ToArray());
        (x * x).sum().backward();
        Assert.Equal([4f, -8f], x.grad.data<float>().ToArray());

        x.grad = null;
        Assert.Null(x.grad);
    }

    [Fact]
    public void Backward_takes_the_gradient_of_a_vector()
    {
        using Tensor x = ones(2, requires_grad: true);
        (x * 3).backward(grad_tensors: [tensor(new float[] { 1, 2 })]);

        Assert.Equal([3f, 6f], x.grad.data<float>().ToArray());
    }

    [Fact]
    public void Backward_without_a_graph_or_from_a_vector_is_an_error()
    {
        using Tensor x = ones(2, requires_grad: true);

        Assert.Throws<ExternalException>(() => ones(2).sum().backward());
        Assert.Throws<ExternalException>(() => (x * 2).backward());
        Assert.Throws<ExternalException>(() => x.add_(1));
    }

    [Fact]
    public void Nothing_is_recorded_inside_no_grad()
    {
        using Tensor x = ones(2, requires_grad: true);
        using (no_grad())
        {
            Assert.False((x * 2).requires_grad);
            Assert.False(is_grad_enabled());
            using (enable_grad()) Assert.True((x * 2).requires_grad);
        }

        Assert.True((x * 2).requires_grad);
        Assert.False((x * 2).detach().requires_grad);
    }

    [Fact]
    public void Inference_mode_records_nothing_either()
    {
        using Tensor x = ones(2, requires_grad: true);
        using (inference_mode()) Assert.False((x * 2).requires_grad);
        Assert.True(is_grad_enabled());
    }

    [Fact]
    public void Gradients_of_gradients_can_be_taken()
    {
        using Tensor x = full(1, 3f, requires_grad: true);
        Tensor cube = (x * x * x).sum();
        Tensor first = autograd.grad([cube], [x], retain_graph: true, create_graph: true)[0];
        Tensor second = autograd.grad([first.sum()], [x])[0];

        Assert.Equal(27f, first.item<float>());
        Assert.Equal(18f, second.item<float>());
    }

    [Theory]
    [InlineData(0.5, 0.125, 0.5)]
    [InlineData(-3, 4, -2)]
    public void Huber_with_delta_2_is_quadratic_near_zero_and_linear_beyond(float error, float loss, float slope)
    {
        using Tensor x = tensor(error, requires_grad: true);
        using Tensor actual = nn.functional.huber_loss(x, tensor(0f), delta: 2);
        actual.backward();

        Assert.Equal(loss, actual.item<float>());
        Assert.Equal(slope, x.grad.item<float>());
    }
}
