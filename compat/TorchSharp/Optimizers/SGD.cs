using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Stochastic gradient descent, with momentum if wanted.</summary>
public partial class SGD : OptimizerHelper, optim.IMomentum
{
    public SGD(
        IEnumerable<Parameter> parameters,
        double lr,
        double momentum = 0,
        double dampening = 0,
        double weight_decay = 0,
        bool nesterov = false,
        bool maximize = false)
        : this(
            [new ParamGroup(parameters, NewOptions(lr, momentum, dampening, weight_decay, nesterov, maximize))],
            lr, momentum, dampening, weight_decay, nesterov, maximize)
    {
    }

    public SGD(
        IEnumerable<ParamGroup> parameters,
        double lr,
        double momentum = 0,
        double dampening = 0,
        double weight_decay = 0,
        bool nesterov = false,
        bool maximize = false)
    {
        Options defaults = NewOptions(lr, momentum, dampening, weight_decay, nesterov, maximize);
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
        Native.torch_sgd(parameters, count);

    private protected override int StepNative(Modules.ParamGroup group)
    {
        var options = (Options)group.Options;
        return Native.torch_sgd_step(
            group.Optimizer, group.LearningRate, options.momentum!.Value, options.dampening!.Value,
            options.weight_decay!.Value, options.nesterov!.Value, options.maximize!.Value);
    }

    private protected override OptimizerState NewState(Parameter parameter) => new State(parameter);

    private static Options NewOptions(
        double lr,
        double momentum,
        double dampening,
        double weight_decay,
        bool nesterov,
        bool maximize) => new()
        {
            LearningRate = lr,
            InitialLearningRate = lr,
            momentum = momentum,
            dampening = dampening,
            weight_decay = weight_decay,
            nesterov = nesterov,
            maximize = maximize,
        };
}
