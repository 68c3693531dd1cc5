namespace TorchSharp.Modules;

/// <summary>A tensor that a module learns. It takes over the native tensor it is made from.</summary>
public class Parameter : torch.Tensor
{
    /// <param name="data">The value; this wrapper of it is invalid afterwards.</param>
    /// <param name="requires_grad">Whether gradients are recorded.</param>
    public Parameter(torch.Tensor data, bool requires_grad = true) : base(data.DecoupleFromNativeHandle()) =>
        requires_grad_(requires_grad);
}
