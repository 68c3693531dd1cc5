namespace TorchSharp;

public static partial class torch
{
    public static Tensor zeros_like(
        Tensor input,
        ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        string[]? names = null) =>
        Native.torch_zeros_like(input, new Layout(dtype, device, requires_grad, names));

    public static Tensor ones_like(
        Tensor input,
        ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        string[]? names = null) =>
        Native.torch_ones_like(input, new Layout(dtype, device, requires_grad, names));

    public static Tensor empty_like(
        Tensor input,
        ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        string[]? names = null) =>
        Native.torch_empty_like(input, new Layout(dtype, device, requires_grad, names));

    public static Tensor full_like(
        Tensor input,
        Scalar value,
        ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        string[]? names = null) =>
        Native.torch_full_like(input, value, new Layout(dtype, device, requires_grad, names));

    public static Tensor rand_like(
        Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Native.torch_rand_like(input, new Layout(dtype, device, requires_grad));

    public static Tensor randn_like(
        Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Native.torch_randn_like(input, new Layout(dtype, device, requires_grad));
}
