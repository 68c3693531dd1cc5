namespace DeepQ.Onnx.Policies;

/// <summary>Applies an activation to each value.</summary>
/// <param name="Activation">The function.</param>
public sealed record ActivationLayer(PolicyActivation Activation) : PolicyLayer
{
    /// <inheritdoc/>
    public override IReadOnlyList<int> Write(LayerScope scope)
    {
        ArgumentNullException.ThrowIfNull(scope);
        switch (Activation)
        {
            case PolicyActivation.ReLU:
                scope.AddNode("Relu", [scope.Input], scope.Output);
                break;
            case PolicyActivation.Tanh:
                scope.AddNode("Tanh", [scope.Input], scope.Output);
                break;
            case PolicyActivation.SiLU:
                scope.AddNode("Sigmoid", [scope.Input], scope.Local("sigmoid"));
                scope.AddNode("Mul", [scope.Input, scope.Local("sigmoid")], scope.Output);
                break;
            default:
                scope.Require(false, $"is {this}, which has no form in ONNX");
                break;
        }

        return scope.Shape;
    }
}
