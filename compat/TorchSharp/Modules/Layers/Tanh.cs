namespace TorchSharp.Modules;

/// <summary>The activation Tanh.</summary>
public sealed class Tanh : ParameterLessModule<torch.Tensor, torch.Tensor>
{
    internal Tanh(bool inplace) : base(nameof(Tanh)) => this.inplace = inplace;

    public bool inplace { get; set; }

    public override torch.Tensor forward(torch.Tensor tensor) =>
        inplace ? tensor.tanh_().alias() : tensor.tanh();
}
