using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace DeepQ.Contract.Tests.Torch;

public class OperationTests
{
    private static float[] Floats(Tensor t) => t.data<float>().ToArray();

    [Fact]
    public void Operations_in_place_give_the_tensor_itself()
    {
        using Tensor t = zeros(2);

        Assert.Same(t, t.add_(1));
        Assert.Same(t, t.relu_());
        Assert.Same(t, t.fill_(2));
        Assert.Same(t, t.copy_(ones(2)));
        Assert.Same(t, t.uniform_(0, 1));
        Assert.Same(t, t.requires_grad_());
    }

    [Fact]
    public void Arithmetic_agrees_with_numbers_worked_out_by_hand()
    {
        using Tensor a = tensor(new float[] { 1, 2, 4 });
        using Tensor b = tensor(new float[] { 2, -2, 8 });

        Assert.Equal([3f, 0f, 12f], Floats(a + b));
        Assert.Equal([-1f, 4f, -4f], Floats(a - b));
        Assert.Equal([2f, -4f, 32f], Floats(a * b));
        Assert.Equal([0.5f, -1f, 0.5f], Floats(a / b));
        Assert.Equal([9f, 8f, 6f], Floats(10 - a));
        Assert.Equal([4f, 2f, 1f], Floats(4f / a));
        Assert.Equal([2f, -2f, 5f], Floats(b.clamp(max: 5)));
        Assert.Equal([2f, 2f, 8f], Floats(a.maximum(b)));
        Assert.Equal([5f, -2f, 20f], Floats(a.add(b, 2)));
    }

    [Fact]
    public void Maxima_come_with_their_positions_and_the_first_of_equals_wins()
    {
        using Tensor q = tensor(new float[,] { { 1, 5, 5 }, { 7, 2, 3 } });
        (Tensor values, Tensor indices) = q.max(1);

        Assert.Equal([5f, 7f], Floats(values));
        Assert.Equal([1L, 0L], indices.data<long>().ToArray());
        Assert.Equal([1L, 0L], q.argmax(1).data<long>().ToArray());
        Assert.Equal([2L, 1L], q.argmax(1, true).shape);
    }

    [Fact]
    public void Gather_picks_one_value_of_each_row()
    {
        using Tensor q = tensor(new float[,] { { 1, 2, 3 }, { 4, 5, 6 } });
        using Tensor actions = tensor(new long[,] { { 2 }, { 0 } });

        Assert.Equal([3f, 4f], Floats(q.gather(1, actions).squeeze(1)));
    }

    [Fact]
    public void Reductions_fold_the_dimensions_they_are_given()
    {
        using Tensor t = arange(6, float32).view(2, 3);

        Assert.Equal(15f, t.sum().item<float>());
        Assert.Equal([3f, 12f], Floats(t.sum(1)));
        Assert.Equal([2L, 1L], t.mean([1], keepdim: true).shape);
        Assert.Equal(1f, t.var(1)[0].item<float>());
        Assert.Equal(MathF.Sqrt(55), t.norm().item<float>(), 1e-5f);
    }

    [Fact]
    public void Softmax_and_logsumexp_agree_with_their_definitions()
    {
        using Tensor t = tensor(new float[] { 0, MathF.Log(3) });

        Assert.Equal(0.25f, t.softmax(0)[0].item<float>(), 1e-6f);
        Assert.Equal(MathF.Log(4), t.logsumexp(0).item<float>(), 1e-6f);
        Assert.Equal(MathF.Log(0.75f), t.log_softmax(0)[1].item<float>(), 1e-6f);
    }

    [Fact]
    public void Subscripts_read_and_write_parts()
    {
        using Tensor t = zeros(2, 3);
        t[0] = ones(3);
        t[1, 1] = tensor(5f);
        t[TensorIndex.Ellipsis, 2] = tensor(9f);

        Assert.Equal([1f, 1f, 9f, 0f, 5f, 9f], Floats(t));
        Assert.Equal([5f, 9f], Floats(t[1, TensorIndex.Slice(1)].contiguous()));
    }

    [Fact]
    public void Scatter_add_and_index_add_accumulate()
    {
        using Tensor t = zeros(1, 3);
        t.scatter_add_(1, tensor(new long[,] { { 2, 2, 0 } }), tensor(new float[,] { { 1, 2, 4 } }));
        using Tensor u = zeros(3);
        u.index_add_(0, tensor(new long[] { 1, 1 }), tensor(new float[] { 3, 4 }), 1);

        Assert.Equal([4f, 0f, 3f], Floats(t));
        Assert.Equal([0f, 7f, 0f], Floats(u));
    }

    [Fact]
    public void Masks_choose_elements()
    {
        using Tensor t = tensor(new float[] { 1, -2, 3 });

        Assert.Equal([1f, 0f, 3f], Floats(t.masked_fill(t < 0, 0)));
        Assert.Equal([1f, 2f, 3f], Floats(where(t > 0, t, -t)));
        Assert.True(t.ne(0).all().item<bool>());
    }

    [Fact]
    public void Shapes_that_do_not_fit_throw_and_do_not_abort()
    {
        using Tensor a = zeros(2, 3);

        Assert.Contains("2x3", Assert.Throws<ExternalException>(() => a.mm(a)).Message, StringComparison.Ordinal);
        Assert.Throws<ExternalException>(() => a.add(zeros(2, 4)));
        Assert.Throws<ExternalException>(() => a.view(7));
    }

    [Fact]
    public void Cat_and_stack_join_tensors()
    {
        using Tensor a = tensor(new float[] { 1, 2 });
        using Tensor b = tensor(new float[] { 3, 4 });

        Assert.Equal([1f, 2f, 3f, 4f], Floats(cat([a, b])));
        Assert.Equal([1f, 3f, 2f, 4f], Floats(stack([a, b], 1)));
    }

    [Fact]
    public void A_generator_repeats_its_draws_from_a_saved_state()
    {
        using var generator = new Generator(5);
        using Tensor state = generator.get_state();
        float[] first = Floats(rand(4, generator: generator));
        generator.set_state(state);

        Assert.Equal(first, Floats(rand(4, generator: generator)));
        Assert.All(first, value => Assert.InRange(value, 0f, 1f));
    }

    [Fact]
    public void Asking_for_a_device_that_is_not_there_is_an_error()
    {
        if (!cuda.is_available()) Assert.Throws<InvalidOperationException>(() => zeros(1, device: new Device("cuda")));
        else Assert.Equal(DeviceType.CUDA, zeros(1, device: new Device("cuda")).device.type);
    }
}
