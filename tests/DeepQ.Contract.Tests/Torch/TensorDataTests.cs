using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace DeepQ.Contract.Tests.Torch;

public class TensorDataTests
{
    [Fact]
    public void An_array_is_copied_into_the_tensor()
    {
        float[] values = [1, 2, 3];
        using Tensor t = tensor(values);
        values[0] = 9;

        Assert.Equal([1f, 2f, 3f], t.data<float>().ToArray());
        Assert.Equal(ScalarType.Float32, t.dtype);
    }

    [Fact]
    public void An_array_takes_the_shape_that_is_given()
    {
        using Tensor t = tensor(new long[] { 1, 2, 3, 4, 5, 6 }, [2, 3]);

        Assert.Equal([2L, 3L], t.shape);
        Assert.Equal(6L, t.data<long>()[1, 2]);
    }

    [Fact]
    public void A_shape_of_another_size_is_refused() =>
        Assert.Throws<ArgumentException>(() => tensor(new float[] { 1, 2, 3 }, [2, 2]));

    [Fact]
    public void The_memory_of_a_tensor_can_be_written_directly()
    {
        using Tensor t = zeros(3);
        MemoryMarshal.Cast<byte, float>(t.bytes)[1] = 2.5f;

        Assert.Equal([0f, 2.5f, 0f], t.data<float>().ToArray());
    }

    [Fact]
    public void Data_of_a_transposed_tensor_come_in_its_own_order()
    {
        using Tensor t = arange(6, float32).view(2, 3).t();

        Assert.Equal([0f, 3f, 1f, 4f, 2f, 5f], t.data<float>().ToArray());
        Assert.Equal(4f, t.data<float>()[1, 1]);
        Assert.Throws<InvalidOperationException>(() => t.bytes.Length);
    }

    [Fact]
    public void Data_and_item_demand_the_type_of_the_elements()
    {
        using Tensor t = tensor(new long[] { 3 });

        Assert.Throws<ArgumentException>(() => t.data<float>());
        Assert.Throws<ArgumentException>(() => t.item<float>());
        Assert.Equal(3f, t.ToSingle());
        Assert.Equal(3L, t.item<long>());
    }

    [Fact]
    public void Item_demands_one_element()
    {
        using Tensor t = ones(2);
        Assert.Throws<ArgumentException>(() => t.item<float>());
    }

    [Fact]
    public void Numbers_without_a_type_become_int64_or_float32()
    {
        Assert.Equal(ScalarType.Int64, full(3, 5).dtype);
        Assert.Equal(ScalarType.Float32, full(3, 5.0).dtype);
        Assert.Equal(ScalarType.Int64, arange(3).dtype);
        Assert.Equal(ScalarType.Float32, arange(0.0, 3.0, 1.0).dtype);
        Assert.Equal(ScalarType.Float64, tensor(1.5).dtype);
        Assert.Equal(ScalarType.Int32, tensor(1).dtype);
    }

    [Fact]
    public void A_disposed_tensor_is_invalid()
    {
        Tensor t = zeros(2);
        t.Dispose();
        t.Dispose();

        Assert.True(t.IsInvalid);
        Assert.Throws<InvalidOperationException>(() => t.add(1));
    }

    [Fact]
    public void From_array_shares_the_memory_of_the_array()
    {
        float[] values = [1, 2];
        using Tensor t = from_array(values);
        values[0] = 9;

        Assert.Equal(9f, t[0].item<float>());
    }
}
