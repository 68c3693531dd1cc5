namespace TorchSharp.Modules;

/// <summary>The activation ReLU.</summary>
public sealed class ReLU : ParameterLessModule<torch.Tensor, torch.Tensor>
{
    internal ReLU(bool inplace) : base(nameof(ReLU)) => this.inplace = inplace;

    public bool inplace { get; set; }

    public override torch.Tensor forward(torch.Tensor tensor) =>
        inplace ? tensor.relu_().alias() : tensor.relu();
}
