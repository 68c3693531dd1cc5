using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>What the optimizers share: groups, their native optimizers and the state.</summary>
public abstract partial class OptimizerHelper : optim.Optimizer
{
    public OptimizerHelper() : base(0)
    {
    }

    public override IEnumerable<Parameter> parameters() => base.parameters();

    public override void zero_grad()
    {
        foreach (ParamGroup group in _parameter_groups) Native.Check(Native.torch_optim_zero_grad(group.Optimizer));
    }

    public override void add_param_group(ParamGroup param_group)
    {
        double rate = param_group.LearningRate;
        if (!(rate >= 0)) throw new ArgumentException($"Invalid learning rate: {rate}");
        param_group.Create(CreateNative);
        _parameter_groups.Add(param_group);
    }

    private protected virtual nint CreateNative(nint[] parameters, int count) => 0;

    private protected virtual OptimizerState NewState(Parameter parameter) =>
        throw new InvalidOperationException($"{GetType().Name} keeps no state that could be loaded.");

    private protected void AddGroups(IEnumerable<ParamGroup> groups)
    {
        foreach (ParamGroup group in groups) add_param_group(group);
    }
}
