namespace TorchSharp;

public static partial class torch
{
    public static Tensor randint(
        long high,
        long[] size,
        ScalarType? dtype = null,
        Device? device = null,
        bool requires_grad = false,
        Generator? generator = null,
        string[]? names = null) =>
        randint(0, high, size, dtype, device, requires_grad, generator, names);

    public static Tensor randint(
        long low,
        long high,
        long[] size,
        ScalarType? dtype = null,
        Device? device = null,
        bool requires_grad = false,
        Generator? generator = null,
        string[]? names = null)
    {
        var layout = new Layout(dtype ?? ScalarType.Int64, device, requires_grad, names);
        return Native.torch_randint(low, high, size, size.Length, generator, layout);
    }

    public static Tensor randperm(
        long n,
        ScalarType? dtype = null,
        Device? device = null,
        bool requires_grad = false,
        Generator? generator = null) =>
        Native.torch_randperm(n, generator, new Layout(dtype ?? ScalarType.Int64, device, requires_grad));
}
