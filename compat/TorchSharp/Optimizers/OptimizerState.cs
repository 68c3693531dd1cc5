namespace TorchSharp.Modules;

/// <summary>What an optimizer remembers of one parameter: a view of LibTorch's own state.</summary>
public abstract class OptimizerState
{
    protected Parameter _parameter;

    protected OptimizerState(Parameter parameter) => _parameter = parameter;

    /// <summary>The number of steps taken, where the optimizer counts them.</summary>
    internal virtual long? StepCount
    {
        get => null;
        set => throw new InvalidOperationException("This optimizer counts no steps.");
    }

    /// <summary>How many of the tensors, from the first, are always there: zeros before the first step.</summary>
    internal virtual int RequiredTensors => 0;

    /// <summary>The state's tensors as the native side numbers them; null for an unused one.</summary>
    internal virtual torch.Tensor?[] Tensors { get; set; } = [];
}
