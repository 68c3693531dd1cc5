using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Adam: Kingma and Ba, 2015, algorithm 1.</summary>
public partial class Adam : OptimizerHelper, optim.IBetas
{
    public Adam(
        IEnumerable<Parameter> parameters,
        double lr = 0.001,
        double beta1 = 0.9,
        double beta2 = 0.999,
        double eps = 1e-08,
        double weight_decay = 0,
        bool amsgrad = false,
        bool maximize = false)
        : this(
            [new ParamGroup(parameters, NewOptions(lr, beta1, beta2, eps, weight_decay, amsgrad, maximize))],
            lr, beta1, beta2, eps, weight_decay, amsgrad, maximize)
    {
    }

    public Adam(
        IEnumerable<ParamGroup> parameters,
        double lr = 0.001,
        double beta1 = 0.9,
        double beta2 = 0.999,
        double eps = 1e-08,
        double weight_decay = 0,
        bool amsgrad = false,
        bool maximize = false)
    {
        Options defaults = NewOptions(lr, beta1, beta2, eps, weight_decay, amsgrad, maximize);
        foreach (ParamGroup group in parameters)
        {
            group.Options.FillFrom(defaults);
            add_param_group(group);
        }
    }

    public (double, double) Betas
    {
        get => ((optim.IBetas)_parameter_groups[0]).Betas;
        set
        {
            foreach (Modules.ParamGroup group in _parameter_groups) ((optim.IBetas)group).Betas = value;
        }
    }

    private protected override nint CreateNative(nint[] parameters, int count) =>
        Native.torch_adam(parameters, count);

    private protected override int StepNative(Modules.ParamGroup group)
    {
        var options = (Options)group.Options;
        return Native.torch_adam_step(
            group.Optimizer, group.LearningRate, options.beta1!.Value, options.beta2!.Value, options.eps!.Value,
            options.weight_decay!.Value, options.amsgrad!.Value, options.maximize!.Value);
    }

    private protected override OptimizerState NewState(Parameter parameter) => new State(parameter);

    private static Options NewOptions(
        double lr,
        double beta1,
        double beta2,
        double eps,
        double weight_decay,
        bool amsgrad,
        bool maximize) => new()
        {
            LearningRate = lr,
            InitialLearningRate = lr,
            beta1 = beta1,
            beta2 = beta2,
            eps = eps,
            weight_decay = weight_decay,
            amsgrad = amsgrad,
            maximize = maximize,
        };
}
