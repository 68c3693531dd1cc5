using DeepQ.Onnx.Policies;
using static TorchSharp.torch;

namespace DeepQ.Learning.Networks.Layers;

/// <summary>A layer without weights.</summary>
internal sealed class FunctionLayer : NetworkLayer
{
    private readonly Func<Tensor, Tensor> _function;
    private readonly PolicyLayer _description;

    private FunctionLayer(Func<Tensor, Tensor> function, PolicyLayer description)
        : base(nameof(FunctionLayer)) => (_function, _description) = (function, description);

    /// <summary>Applies an activation to each value.</summary>
    public static FunctionLayer Activation(PolicyActivation activation) => new(
        activation switch
        {
            PolicyActivation.ReLU => input => nn.functional.relu(input),
            PolicyActivation.Tanh => input => input.tanh(),
            PolicyActivation.SiLU => input => nn.functional.silu(input),
            _ => throw new ArgumentOutOfRangeException(nameof(activation), activation, "The activation is unknown."),
        },
        new ActivationLayer(activation));

    /// <summary>Flattens each entry of a batch to a row.</summary>
    public static FunctionLayer Flatten() => new(input => input.flatten(1), new FlattenLayer());

    public override Tensor forward(Tensor input) => _function(input);

    internal override Tensor Trace(UnitTrace trace, Tensor input) =>
        _description is ActivationLayer ? trace.Activated(forward(input)) : forward(input);

    public override IReadOnlyList<PolicyLayer> ToLayers() => [_description];
}
