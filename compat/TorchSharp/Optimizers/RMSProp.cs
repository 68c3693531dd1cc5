using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>RMSProp; centred as in Graves, 2013, equations 38 to 45.</summary>
public partial class RMSProp : OptimizerHelper, optim.IMomentum
{
    public RMSProp(
        IEnumerable<Parameter> parameters,
        double lr = 0.001,
        double alpha = 0.99,
        double eps = 1e-08,
        double weight_decay = 0,
        double momentum = 0,
        bool centered = false,
        bool maximize = false)
        : this(
            [new ParamGroup(parameters, NewOptions(lr, alpha, eps, weight_decay, momentum, centered, maximize))],
            lr, alpha, eps, weight_decay, momentum, centered, maximize)
    {
    }

    public RMSProp(
        IEnumerable<ParamGroup> parameters,
        double lr = 0.001,
        double alpha = 0.99,
        double eps = 1e-08,
        double weight_decay = 0,
        double momentum = 0,
        bool centered = false,
        bool maximize = false)
    {
        Options defaults = NewOptions(lr, alpha, eps, weight_decay, momentum, centered, maximize);
        foreach (ParamGroup group in parameters)
        {
            group.Options.FillFrom(defaults);
            add_param_group(group);
        }
    }

    public double Momentum
    {
        get => ((optim.IMomentum)_parameter_groups[0]).Momentum;
        set
        {
            foreach (Modules.ParamGroup group in _parameter_groups) ((optim.IMomentum)group).Momentum = value;
        }
    }

    private protected override nint CreateNative(nint[] parameters, int count) =>
        Native.torch_rmsprop(parameters, count);

    private protected override int StepNative(Modules.ParamGroup group)
    {
        var options = (Options)group.Options;
        return Native.torch_rmsprop_step(
            group.Optimizer, group.LearningRate, options.alpha!.Value, options.eps!.Value, options.weight_decay!.Value,
            options.momentum!.Value, options.centered!.Value, options.maximize!.Value);
    }

    private protected override OptimizerState NewState(Parameter parameter) => new State(parameter);

    private static Options NewOptions(
        double lr,
        double alpha,
        double eps,
        double weight_decay,
        double momentum,
        bool centered,
        bool maximize) => new()
        {
            LearningRate = lr,
            InitialLearningRate = lr,
            alpha = alpha,
            eps = eps,
            weight_decay = weight_decay,
            momentum = momentum,
            centered = centered,
            maximize = maximize,
        };
}
