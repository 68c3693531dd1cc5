namespace TorchSharp.Modules;

/// <summary>The activation Sigmoid.</summary>
public sealed class Sigmoid : ParameterLessModule<torch.Tensor, torch.Tensor>
{
    internal Sigmoid(bool inplace) : base(nameof(Sigmoid)) => this.inplace = inplace;

    public bool inplace { get; set; }

    public override torch.Tensor forward(torch.Tensor tensor) =>
        inplace ? tensor.sigmoid_().alias() : tensor.sigmoid();
}
