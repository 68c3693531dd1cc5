using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>y = x Wᵀ + b, with W of shape [out, in].</summary>
public sealed class Linear : nn.Module<Tensor, Tensor>
{
    private Parameter _weight;
    private Parameter? _bias;

    internal Linear(Parameter weight, Parameter? bias) : base(nameof(Linear))
    {
        _weight = weight;
        _bias = bias;
        (out_features, in_features) = (weight.shape[0], weight.shape[1]);
        register_parameter(nameof(weight), weight);
        if (bias is not null) register_parameter(nameof(bias), bias);
    }

    public long in_features { get; set; }

    public long out_features { get; set; }

    public Parameter weight
    {
        get => _weight;
        set => ReplaceParameter(nameof(weight), _weight = value);
    }

    public Parameter? bias
    {
        get => _bias;
        set => ReplaceParameter(nameof(bias), _bias = value);
    }

    public override Tensor forward(Tensor tensor) => Native.torch_linear(tensor, _weight, _bias);

    /// <summary>Draws both from U(-1/√in, 1/√in) with LibTorch's default generator, as PyTorch does.</summary>
    internal static Linear Create(long inputs, long outputs, bool hasBias, Device? device, ScalarType? dtype)
    {
        Parameter weight = LayerParameters.New([outputs, inputs], device, dtype);
        nn.init.kaiming_uniform_(weight, Math.Sqrt(5));
        return new Linear(weight, hasBias ? LayerParameters.Bias(outputs, inputs, device, dtype) : null);
    }
}
