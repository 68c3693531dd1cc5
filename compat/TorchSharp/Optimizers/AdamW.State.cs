using static TorchSharp.torch;

namespace TorchSharp.Modules;

public partial class AdamW
{
    /// <summary>Parameters with options of their own.</summary>
    public class ParamGroup : ParamGroup<Options>, optim.IBetas
    {
        public ParamGroup() => Options = new Options();

        public ParamGroup(IEnumerable<Parameter> parameters, Options options) : base(parameters, options)
        {
        }

        public (double, double) Betas
        {
            get => (Options.beta1 ?? 0, Options.beta2 ?? 0);
            set => (Options.beta1, Options.beta2) = value;
        }
    }

    /// <summary>What AdamW remembers of a parameter.</summary>
    public sealed class State : OptimizerState
    {
        public long step;
        public Tensor? exp_avg;
        public Tensor? exp_avg_sq;
        public Tensor? max_exp_avg_sq;

        public State(Parameter parameter) : base(parameter)
        {
        }

        internal override long? StepCount
        {
            get => step;
            set => step = value ?? 0;
        }

        internal override int RequiredTensors => 2;

        internal override Tensor?[] Tensors
        {
            get => [exp_avg, exp_avg_sq, max_exp_avg_sq];
            set => (exp_avg, exp_avg_sq, max_exp_avg_sq) = (value[0], value[1], value[2]);
        }
    }
}
