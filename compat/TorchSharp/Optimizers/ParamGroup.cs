namespace TorchSharp.Modules;

/// <summary>Parameters that share options.</summary>
public class ParamGroup : torch.optim.ILearningRateController
{
    private Parameter[] _parameters = [];
    private nint _optimizer;

    public ParamGroup()
    {
    }

    public OptimizerOptions Options { get; set; } = new();

    public IEnumerable<Parameter> Parameters
    {
        get => _parameters;
        set => _parameters = [.. value];
    }

    public double LearningRate
    {
        get => Options.LearningRate ?? InitialLearningRate;
        set => Options.LearningRate = value;
    }

    public double InitialLearningRate
    {
        get => Options.InitialLearningRate;
        set => Options.InitialLearningRate = value;
    }

    /// <summary>The native optimizer of this group.</summary>
    internal nint Optimizer =>
        _optimizer != 0 ? _optimizer : throw new ObjectDisposedException(nameof(torch.optim.Optimizer));

    internal void Create(Func<nint[], int, nint> create)
    {
        var list = new HandleList(_parameters);
        _optimizer = create(list.Handles, list.Count);
        if (_optimizer == 0) throw Native.LastError();
        list.KeepAlive();
    }

    internal void Release()
    {
        if (_optimizer != 0) Native.torch_optim_dispose(_optimizer);
        _optimizer = 0;
    }
}
