namespace TorchSharp.Modules;

/// <summary>The activation SiLU.</summary>
public sealed class SiLU : ParameterLessModule<torch.Tensor, torch.Tensor>
{
    internal SiLU(bool inplace) : base(nameof(SiLU)) => this.inplace = inplace;

    public bool inplace { get; set; }

    public override torch.Tensor forward(torch.Tensor tensor) =>
        inplace ? tensor.silu_().alias() : tensor.silu();
}
